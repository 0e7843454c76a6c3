<?php
/**
 * Plugin Name: Rank Math SEO (stand-in for tests)
 * Description: Written for the bridge's tests: what Rank Math does with the meta rows that the bridge reads and writes, and nothing else of it.
 */

defined( 'ABSPATH' ) || exit;

define( 'RANK_MATH_VERSION', '1.0.273' );

// No meta is registered; the keys, which have no underscore, are protected by this alone.
add_filter(
	'is_protected_meta',
	static function ( $is_protected, $key ) {
		return 0 === strpos( (string) $key, 'rank_math_' ) ? true : $is_protected;
	},
	10,
	2
);
