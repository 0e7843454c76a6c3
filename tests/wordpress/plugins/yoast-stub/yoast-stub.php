<?php
/**
 * Plugin Name: Yoast SEO (stand-in for tests)
 * Description: Written for the bridge's tests: what Yoast SEO does with the meta rows that the bridge reads and writes, and nothing else of it.
 */

defined( 'ABSPATH' ) || exit;

define( 'WPSEO_VERSION', '26.8' );

/** Meta key => the default, which is never stored. */
const YOAST_STAND_IN = array(
	'_yoast_wpseo_title'                          => '',
	'_yoast_wpseo_metadesc'                       => '',
	'_yoast_wpseo_focuskw'                        => '',
	'_yoast_wpseo_focuskeywords'                  => '',
	'_yoast_wpseo_linkdex'                        => '0',
	'_yoast_wpseo_content_score'                  => '0',
	'_yoast_wpseo_estimated-reading-time-minutes' => '',
);

// With a sanitizer, and without show_in_rest.
foreach ( array_keys( YOAST_STAND_IN ) as $key ) {
	register_meta( 'post', $key, array( 'sanitize_callback' => 'sanitize_text_field' ) );
}
unset( $key );

add_filter(
	'update_post_metadata',
	static function ( $check, $post_id, $key, $value ) {
		if ( isset( YOAST_STAND_IN[ $key ] ) && YOAST_STAND_IN[ $key ] === $value ) {
			delete_post_meta( $post_id, $key );
			return true;
		}
		return $check;
	},
	10,
	4
);
add_filter(
	'add_post_metadata',
	static function ( $check, $post_id, $key, $value ) {
		return isset( YOAST_STAND_IN[ $key ] ) && YOAST_STAND_IN[ $key ] === $value ? true : $check;
	},
	10,
	4
);
