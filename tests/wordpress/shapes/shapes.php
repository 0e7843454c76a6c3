<?php
/**
 * Plugin Name: Shapes of sites (for tests)
 * Description: Written for the bridge's tests: another language, content types of a site's own, the classic editor for one author.
 */

defined( 'ABSPATH' ) || exit;

// Not by the option, which WordPress takes only where that language's own files are there.
add_filter(
	'locale',
	static function () {
		return 'de_DE';
	}
);

add_action(
	'init',
	static function () {
		$type = array(
			'public'       => true,
			'show_in_rest' => true,
			'taxonomies'   => array( 'post_tag' ),
			'supports'     => array( 'title', 'editor', 'author', 'excerpt', 'revisions' ),
		);
		register_post_type( 'fiche', $type );
		register_post_type( 'depeche', array( 'supports' => array( 'title', 'editor', 'author', 'excerpt' ) ) + $type );
		register_post_type( 'portrait', array( 'taxonomies' => array() ) + $type );
	}
);

// As plugins do it that bring the classic editor back for some people.
add_filter(
	'use_block_editor_for_post',
	static function ( $use, $post ) {
		return $use && 'auteur2' !== get_the_author_meta( 'user_login', $post->post_author );
	},
	10,
	2
);
