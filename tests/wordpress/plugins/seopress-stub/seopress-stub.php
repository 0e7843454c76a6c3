<?php
/**
 * Plugin Name: SEOPress (stand-in for tests)
 * Description: Written for the bridge's tests: what SEOPress does with the meta rows that the bridge reads and writes, and nothing else of it.
 */

defined( 'ABSPATH' ) || exit;

define( 'SEOPRESS_VERSION', '9.7.4' );

// For every post type; the target keywords are not registered.
add_action(
	'init',
	static function () {
		foreach ( array( '_seopress_titles_title', '_seopress_titles_desc', '_seopress_robots_index' ) as $key ) {
			register_post_meta(
				'',
				$key,
				array(
					'show_in_rest'  => true,
					'single'        => true,
					'type'          => 'string',
					'auth_callback' => static function ( $allowed, $key, $post_id ) {
						return current_user_can( 'edit_posts', $post_id );
					},
				)
			);
		}
	}
);
