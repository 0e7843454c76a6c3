<?php
namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

final class Revision_Screen {
	public static function register(): void {}
}
