<?php
namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

final class Native_Restore {
	public static function register(): void {}
}
