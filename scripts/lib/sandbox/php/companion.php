<?php
/**
 * Activates the plugins given as arguments, and gives the bridge's user the companion's role where there is one.
 *
 * The first argument is the bridge's login, the others are plugins' main files ("folder/file.php").
 */

require_once ABSPATH . 'wp-admin/includes/plugin.php';

$plugins = array_slice( $argv, 2 );
foreach ( $plugins as $plugin ) {
	$result = is_plugin_active( $plugin ) ? null : activate_plugin( $plugin );
	if ( is_wp_error( $result ) ) {
		fwrite( STDERR, "WordPress could not activate the plugin $plugin: " . $result->get_error_message() . "\n" );
		exit( 1 );
	}
}

$bridge = get_user_by( 'login', $argv[1] );
if ( ! $bridge ) {
	fwrite( STDERR, "The user {$argv[1]} is gone from this site; 'scripts/sandbox reset' brings it back.\n" );
	exit( 1 );
}
$role = wp_roles()->is_role( 'seo_bridge' ) ? 'seo_bridge' : 'subscriber';
if ( array( $role ) !== array_values( $bridge->roles ) ) {
	$bridge->set_role( $role );
}
