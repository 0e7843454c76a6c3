<?php
/**
 * The router of PHP's built-in server: what a web server's rewrite rules do for WordPress.
 *
 * Returning false lets the server serve or run the file that was asked for.
 */

// How `sandbox up` tells this server from another one on the same port.
if ( '/.sandbox' === $_SERVER['REQUEST_URI'] ) {
	header( 'Content-Type: text/plain' );
	echo hash( 'sha256', (string) getenv( 'WORDPRESS_SANDBOX_TOKEN' ) );
	exit;
}

$sandbox_path = rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$sandbox_file = $_SERVER['DOCUMENT_ROOT'] . $sandbox_path;

// Hidden files are nobody's business.
if ( preg_match( '#(^|/)\.(?!well-known(/|$))#', $sandbox_path ) ) {
	http_response_code( 404 );
	exit;
}

if ( is_dir( $sandbox_file ) && is_file( rtrim( $sandbox_file, '/' ) . '/index.php' ) && '/' !== $sandbox_path ) {
	if ( ! str_ends_with( $sandbox_path, '/' ) ) {
		// Without the slash, /wp-admin would resolve its relative links against the site's root.
		$sandbox_query = (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_QUERY );
		header( 'Location: ' . $sandbox_path . '/' . ( '' === $sandbox_query ? '' : '?' . $sandbox_query ), true, 301 );
		exit;
	}
	return false;
}

if ( is_file( $sandbox_file ) ) {
	return false;
}

// A pretty permalink: WordPress finds out what it means.
unset( $sandbox_path, $sandbox_file, $_SERVER['PATH_INFO'] );
$_SERVER['SCRIPT_NAME']     = '/index.php';
$_SERVER['PHP_SELF']        = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
chdir( $_SERVER['DOCUMENT_ROOT'] );
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
