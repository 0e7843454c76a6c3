<?php
/**
 * Loads the sandbox's WordPress ahead of a script on the command line (as PHP's auto_prepend_file).
 *
 * SANDBOX_ROOT is WordPress's folder, SANDBOX_PATH the part of its address after the host, SANDBOX_USER the login to act as
 * (none: nobody), SANDBOX_SITE which site of a network (none: the first), SANDBOX_INSTALLING set while there are no tables yet.
 */

if ( getenv( 'SANDBOX_INSTALLING' ) ) {
	define( 'WP_INSTALLING', true );
}
// An error is said as it is, not as a page that asks for patience.
define( 'WP_DISABLE_FATAL_ERROR_HANDLER', true );
$_SERVER['HTTP_HOST']       = (string) getenv( 'SANDBOX_HOST' );
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['REQUEST_URI']     = rtrim( getenv( 'SANDBOX_PATH' ) . '/' . getenv( 'SANDBOX_SITE' ), '/' ) . '/';
$_SERVER['REMOTE_ADDR']     = '127.0.0.1';

require getenv( 'SANDBOX_ROOT' ) . '/wp-load.php';
// activate_plugin() and its like: newer releases load them by themselves, and a script shall not have to know.
require_once ABSPATH . 'wp-admin/includes/plugin.php';

// WordPress has just switched this off (WP_DEBUG_DISPLAY), for the pages.
ini_set( 'display_errors', 'stderr' );

if ( getenv( 'SANDBOX_USER' ) ) {
	$sandbox_user = get_user_by( 'login', getenv( 'SANDBOX_USER' ) );
	if ( ! $sandbox_user ) {
		fwrite( STDERR, 'No user has the login ' . getenv( 'SANDBOX_USER' ) . " on this site.\n" );
		exit( 1 );
	}
	wp_set_current_user( $sandbox_user->ID );
	unset( $sandbox_user );
}
