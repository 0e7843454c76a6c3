<?php
/**
 * The plugin's scripts and styles: plain files, nothing to build.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * One handle a file: assets/editor.js is needs-seo-editor.
 */
final class Assets {

	const PREFIX = 'needs-seo-';

	/**
	 * @param string   $name     Of the file, without ".js".
	 * @param string[] $requires Handles of core; with wp-i18n the script gets its translations.
	 */
	public static function script( string $name, array $requires ): void {
		wp_enqueue_script( self::PREFIX . $name, plugins_url( 'assets/' . $name . '.js', PLUGIN_FILE ), $requires, self::version( $name . '.js' ), true );
		if ( in_array( 'wp-i18n', $requires, true ) ) {
			wp_set_script_translations( self::PREFIX . $name, 'seo-bridge', dirname( PLUGIN_FILE ) . '/languages' );
		}
	}

	/** @param string $name Of the file, without ".css". */
	public static function style( string $name ): void {
		wp_enqueue_style( self::PREFIX . $name, plugins_url( 'assets/' . $name . '.css', PLUGIN_FILE ), array(), self::version( $name . '.css' ) );
	}

	/** So that a browser never keeps the file of an earlier version. */
	private static function version( string $file ): string {
		return VERSION . '-' . (int) filemtime( dirname( PLUGIN_FILE ) . '/assets/' . $file );
	}
}
