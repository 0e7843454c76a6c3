<?php
namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

final class Admin_Page {
	public static function register(): void {}
}
