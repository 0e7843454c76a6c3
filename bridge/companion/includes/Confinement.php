<?php
/**
 * What an account in the bridge's role may do beside the companion's own routes: nothing.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Core lets everybody with `read` change his own account, mint application passwords and comment, and other plugins
 * may open routes to everybody who is signed in. A stolen password of the bridge's must not be worth any of that.
 *
 * Only accounts that have the bridge's role and no other are confined: who is an editor as well is a person.
 */
final class Confinement {

	const REFUSED = 'needs_seo_confined';

	/** Capabilities about an account, whose argument is the account's id. */
	const ACCOUNT = array(
		'edit_user',
		'create_app_password',
		'list_app_passwords',
		'read_app_password',
		'edit_app_password',
		'delete_app_password',
		'delete_app_passwords',
	);

	public static function register(): void {
		add_filter( 'wp_authenticate_user', array( self::class, 'no_password' ), PHP_INT_MAX );
		add_filter( 'determine_current_user', array( self::class, 'no_cookie' ), PHP_INT_MAX );
		// After core has looked at the cookie's nonce (100).
		add_filter( 'rest_authentication_errors', array( self::class, 'no_other_route' ), 110 );
		add_action( 'wp_authenticate_application_password_errors', array( self::class, 'no_other_method' ), 10, 2 );
		add_filter( 'xmlrpc_login_error', array( self::class, 'reason' ), 10, 2 );
		add_filter( 'map_meta_cap', array( self::class, 'no_own_account' ), PHP_INT_MAX, 4 );
	}

	/**
	 * @param \WP_User|false|null $user Of whom it is asked.
	 */
	public static function is_confined( $user ): bool {
		return $user instanceof \WP_User && array( Role::NAME ) === array_values( (array) $user->roles ) && ! is_super_admin( $user->ID );
	}

	/**
	 * The account's own password opens neither the login form nor XML-RPC; application passwords don't come this way.
	 *
	 * @param \WP_User|\WP_Error $user Whose password is about to be compared.
	 * @return \WP_User|\WP_Error
	 */
	public static function no_password( $user ) {
		if ( ! self::is_confined( $user ) ) {
			return $user;
		}
		return new \WP_Error( self::REFUSED, __( 'This account is the SEO bridge\'s: it signs in with an application password, over the REST API or XML-RPC, and nowhere else. An administrator makes the application password on the account\'s page under Users.', 'seo-bridge' ) );
	}

	/**
	 * Nor does a cookie, from before it had this role: only an application password says who it is.
	 *
	 * @param int|false $user_id Of whoever asks.
	 * @return int|false
	 */
	public static function no_cookie( $user_id ) {
		return $user_id && ! did_action( 'application_password_did_authenticate' ) && self::is_confined( get_userdata( (int) $user_id ) ) ? 0 : $user_id;
	}

	/**
	 * Only what came from outside is looked at: routes that another plugin asks within a request go on working. The
	 * index, which names the routes and shows nothing, is what "seo-bridge check" begins with.
	 *
	 * @param \WP_Error|true|null $so_far What was found out before.
	 * @return \WP_Error|true|null
	 */
	public static function no_other_route( $so_far ) {
		if ( is_wp_error( $so_far ) || ! self::is_confined( wp_get_current_user() ) ) {
			return $so_far;
		}
		$route = isset( $GLOBALS['wp']->query_vars['rest_route'] ) ? (string) $GLOBALS['wp']->query_vars['rest_route'] : '';
		return '/' === $route || 0 === strpos( $route, '/' . Rest_Controller::SPACE . '/' ) ? $so_far : self::refusal()->to_wp_error();
	}

	/**
	 * Over XML-RPC the password fits the companion's methods alone: not core's, nor another plugin's, nor many at once.
	 *
	 * @param \WP_Error         $errors To add to, where the password shall not fit.
	 * @param \WP_User|\WP_Error $user   Whose application password it is.
	 */
	public static function no_other_method( $errors, $user ): void {
		global $wp_xmlrpc_server;
		if ( ! defined( 'XMLRPC_REQUEST' ) || ! XMLRPC_REQUEST || ! self::is_confined( $user ) ) {
			return;
		}
		$name = is_object( $wp_xmlrpc_server ) && isset( $wp_xmlrpc_server->message->methodName ) ? (string) $wp_xmlrpc_server->message->methodName : '';
		if ( 0 !== strpos( $name, Xmlrpc::PREFIX ) ) {
			$errors->add( self::REFUSED, self::refusal()->getMessage() );
		}
	}

	/**
	 * Core says "Incorrect username or password" of every refusal, which sends people looking for the wrong thing.
	 *
	 * @param \IXR_Error $error What core says.
	 * @param \WP_Error  $why   What was found out.
	 */
	public static function reason( $error, $why ) {
		return is_wp_error( $why ) && self::REFUSED === $why->get_error_code() ? new \IXR_Error( 403, $why->get_error_message() ) : $error;
	}

	/**
	 * @param string[] $needed  Primitive capabilities.
	 * @param string   $asked   Capability.
	 * @param int      $user_id Who wants it.
	 * @param array    $args    Its arguments: here, the id of the account.
	 * @return string[]
	 */
	public static function no_own_account( $needed, $asked, $user_id, $args ) {
		$own = in_array( $asked, self::ACCOUNT, true ) && isset( $args[0] ) && (int) $args[0] === (int) $user_id;
		return $own && self::is_confined( get_userdata( (int) $user_id ) ) ? array( 'do_not_allow' ) : $needed;
	}

	private static function refusal(): Failure {
		return Failure::forbidden( __( 'The SEO bridge\'s account may ask the companion\'s own routes and methods, and nothing else of this site.', 'seo-bridge' ) );
	}
}
