<?php
/**
 * The router of PHP's built-in server: what a web server's rewrite rules do for WordPress, for one site, for one in a
 * subfolder (SANDBOX_PATH) and for a network of sites in subfolders.
 *
 * Returning false lets the server serve or run the file that was asked for.
 */

// How `sandbox up` tells this server from another one on the same port.
if ( '/.sandbox' === $_SERVER['REQUEST_URI'] ) {
	header( 'Content-Type: text/plain' );
	echo hash( 'sha256', (string) getenv( 'WORDPRESS_SANDBOX_TOKEN' ) );
	exit;
}

$sandbox_base = (string) getenv( 'SANDBOX_PATH' );
$sandbox_path = rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$sandbox_file = $_SERVER['DOCUMENT_ROOT'] . $sandbox_path;

// Hidden files are nobody's business, and beside WordPress's folder there is nothing.
if ( preg_match( '#(^|/)\.(?!well-known(/|$))#', $sandbox_path ) || 0 !== strpos( $sandbox_path . '/', $sandbox_base . '/' ) ) {
	http_response_code( 404 );
	exit;
}

if ( is_dir( $sandbox_file ) && is_file( rtrim( $sandbox_file, '/' ) . '/index.php' ) && $sandbox_base . '/' !== $sandbox_path ) {
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

$sandbox_script = $sandbox_base . '/index.php';
// /second/wp-admin/…, /second/wp-login.php: files of the network's one WordPress, asked for by a site of it.
if ( preg_match( '#^/[_0-9a-zA-Z-]+(/wp-(?:content|admin|includes)(?:/.*)?|/[^/]+\.php)$#', substr( $sandbox_path, strlen( $sandbox_base ) ), $sandbox_match ) ) {
	$sandbox_file = $_SERVER['DOCUMENT_ROOT'] . $sandbox_base . $sandbox_match[1];
	if ( is_dir( $sandbox_file ) && ! str_ends_with( $sandbox_path, '/' ) ) {
		header( 'Location: ' . $sandbox_path . '/', true, 301 );
		exit;
	}
	$sandbox_script = $sandbox_base . $sandbox_match[1] . ( is_dir( $sandbox_file ) ? 'index.php' : '' );
	$sandbox_file   = $_SERVER['DOCUMENT_ROOT'] . $sandbox_script;
	if ( ! is_file( $sandbox_file ) ) {
		http_response_code( 404 );
		exit;
	}
	$sandbox_types = array( 'css' => 'text/css', 'js' => 'text/javascript', 'svg' => 'image/svg+xml', 'png' => 'image/png', 'gif' => 'image/gif', 'woff2' => 'font/woff2', 'json' => 'application/json' );
	$sandbox_type  = pathinfo( $sandbox_file, PATHINFO_EXTENSION );
	if ( 'php' !== $sandbox_type ) {
		header( 'Content-Type: ' . ( $sandbox_types[ $sandbox_type ] ?? 'application/octet-stream' ) );
		readfile( $sandbox_file );
		exit;
	}
}

// Else a pretty permalink: WordPress finds out what it means.
$_SERVER['SCRIPT_NAME']     = $sandbox_script;
$_SERVER['PHP_SELF']        = $sandbox_script;
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . $sandbox_script;
unset( $_SERVER['PATH_INFO'], $sandbox_base, $sandbox_path, $sandbox_file, $sandbox_script, $sandbox_match, $sandbox_types, $sandbox_type );
chdir( dirname( $_SERVER['SCRIPT_FILENAME'] ) );
require $_SERVER['SCRIPT_FILENAME'];
