<?php
/**
 * The only wiring.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Hooks only; nothing else happens when the plugin is loaded.
 */
final class Plugin {

	public static function register(): void {
		register_activation_hook( PLUGIN_FILE, array( Role::class, 'install' ) );
		add_action( 'init', array( self::class, 'load_textdomain' ), 1 );
		add_action( 'init', array( Role::class, 'repair_on_update' ), 2 );
		add_action( 'rest_api_init', array( Rest_Controller::class, 'register_routes' ) );
		Conditional_Get::register();
		Confinement::register();
		Xmlrpc::register();
		Save_Watch::register();
		Native_Restore::register();
		Revision_Screen::register();
		Editor_Routes::register();
		Editor_Screen::register();
		Posts_List::register();
		Mail_Choice::register();
		Mail_Queue::register();
		Waiting_Count::register();
		Bulk_Reject::register();
		Admin_Page::register();
		Review_Page::register();
		Glossary_Screen::register();
	}

	public static function load_textdomain(): void {
		load_plugin_textdomain( 'seo-bridge', false, dirname( plugin_basename( PLUGIN_FILE ) ) . '/languages' );
	}
}
