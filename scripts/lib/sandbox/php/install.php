<?php
/**
 * Installs WordPress in its empty database: French, with its users and the queue's tag.
 *
 * Reads from standard input {"passwords": {login: password}, "roles": {login: role}, "admin": login, "tag": slug,
 * "network": bool}, and answers with {"application_passwords": {login: password}} in the file that is its first argument.
 */

require_once ABSPATH . 'wp-admin/includes/upgrade.php';

$order = json_decode( stream_get_contents( STDIN ), true, 16, JSON_THROW_ON_ERROR );

// The default post, page and category are written in the language that is loaded now.
load_default_textdomain( 'fr_FR' );
$GLOBALS['wp_locale'] = new WP_Locale();

wp_install(
	'Bac à sable',
	$order['admin'],
	$order['admin'] . '@example.test',
	true,
	'',
	$order['passwords'][ $order['admin'] ],
	'fr_FR'
);

$options = array(
	'permalink_structure'   => '/%postname%/',
	'timezone_string'       => 'Europe/Paris',
	'WPLANG'                => 'fr_FR',
	'show_avatars'          => '0', // a browser would ask an outside service for them
	'default_pingback_flag' => '0',
	'default_ping_status'   => 'closed',
);
foreach ( $options as $name => $value ) {
	update_option( $name, $value );
}
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules( false );

$application_passwords = array();
foreach ( $order['roles'] as $login => $role ) {
	$user = get_user_by( 'login', $login );
	$data = array(
		'user_login'   => $login,
		'user_pass'    => $order['passwords'][ $login ],
		'user_email'   => $login . '@example.test',
		'display_name' => ucfirst( $login ),
		'role'         => $role,
	);
	$id   = $user ? $user->ID : wp_insert_user( $data );
	if ( is_wp_error( $id ) ) {
		fwrite( STDERR, "The user $login could not be made: " . $id->get_error_message() . "\n" );
		exit( 1 );
	}
	// The editor's welcome would cover what a browser test looks for.
	$preferences = array(
		'core'           => array( 'enableChoosePatternModal' => false ),
		'core/edit-post' => array( 'welcomeGuide' => false ),
		'_modified'      => gmdate( 'c' ),
	);
	update_user_meta( $id, $GLOBALS['wpdb']->get_blog_prefix() . 'persisted_preferences', $preferences );
	$made = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'sandbox' ) );
	if ( is_wp_error( $made ) ) {
		fwrite( STDERR, "No application password for $login: " . $made->get_error_message() . "\n" );
		exit( 1 );
	}
	$application_passwords[ $login ] = $made[0];
}

if ( ! term_exists( $order['tag'], 'post_tag' ) ) {
	wp_insert_term( $order['tag'], 'post_tag', array( 'slug' => $order['tag'] ) );
}

if ( $order['network'] ) {
	// As Tools > Network Setup does it; the constants come into wp-config.php after that.
	foreach ( $GLOBALS['wpdb']->tables( 'ms_global' ) as $table => $name ) {
		$GLOBALS['wpdb']->$table = $name;
	}
	make_db_current_silent( 'ms_global' );
	$path = (string) wp_parse_url( home_url(), PHP_URL_PATH ) . '/';
	$made = populate_network( 1, $_SERVER['HTTP_HOST'], $order['admin'] . '@example.test', 'Réseau', $path, false );
	if ( is_wp_error( $made ) ) {
		fwrite( STDERR, 'The network could not be made: ' . $made->get_error_message() . "\n" );
		exit( 1 );
	}
}

file_put_contents( $argv[1], json_encode( array( 'application_passwords' => $application_passwords ) ) );
