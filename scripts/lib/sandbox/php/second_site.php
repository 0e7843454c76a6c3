<?php
/**
 * Makes the second site of a network: the same people in the same roles, the queue's tag, pretty permalinks.
 *
 * Arguments: the site's name, the tag's slug, the bridge's login, the people as JSON {login: role}.
 */

list( , $name, $tag, $bridge, $people ) = $argv;

// Older releases take the colon out of a host with its port.
add_filter(
	'wp_normalize_site_data',
	static function ( $data ) {
		return array( 'domain' => get_network()->domain ) + $data;
	},
	20
);
$made = wpmu_create_blog( get_network()->domain, get_network()->path . $name . '/', 'Second site', get_user_by( 'login', 'admin' )->ID );
if ( is_wp_error( $made ) ) {
	fwrite( STDERR, "The site $name could not be made: " . $made->get_error_message() . "\n" );
	exit( 1 );
}
// It was noted where a single site notes it, before there was a network: nobody's application password would count.
update_network_option( get_main_network_id(), WP_Application_Passwords::OPTION_KEY_IN_USE, 1 );
foreach ( json_decode( $people, true ) + array( $bridge => 'subscriber' ) as $login => $role ) {
	add_user_to_blog( $made, get_user_by( 'login', $login )->ID, $role );
}
switch_to_blog( $made );
foreach ( array(
	'permalink_structure' => '/%postname%/',
	'timezone_string'     => 'Europe/Paris',
	'WPLANG'              => 'fr_FR',
	'show_avatars'        => '0',
	'default_ping_status' => 'closed',
) as $option => $value ) {
	update_option( $option, $value );
}
// Written anew by the first request, which knows the site's own structure.
delete_option( 'rewrite_rules' );
wp_insert_term( $tag, 'post_tag', array( 'slug' => $tag ) );
restore_current_blog();
