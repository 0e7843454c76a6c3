<?php
/**
 * Takes away everything the plugin made, and nothing else: drafts stay as they are.
 *
 * @package SeoBridge
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/**
 * One site. Pending proposals go: without the plugin they would look like ordinary revisions, and anybody could
 * restore a text that nobody approved. Decided ones stay as history, without our data.
 */
function seo_bridge_uninstall_site(): void {
	global $wpdb;
	remove_role( 'seo_bridge' );
	// phpcs:disable WordPress.DB
	$pending = $wpdb->get_col( "SELECT post_id FROM {$wpdb->postmeta} WHERE meta_key = '_needs_seo_state' AND meta_value = 'pending'" );
	foreach ( array_map( 'intval', $pending ) as $revision_id ) {
		wp_delete_post_revision( $revision_id );
	}
	$touched = $wpdb->get_col( "SELECT DISTINCT post_id FROM {$wpdb->postmeta} WHERE meta_key LIKE '\\_needs\\_seo\\_%'" );
	$wpdb->query( "DELETE FROM {$wpdb->postmeta} WHERE meta_key LIKE '\\_needs\\_seo\\_%'" );
	$options = $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE 'needs\\_seo\\_%' OR option_name LIKE '\\_transient\\_%needs\\_seo\\_notice\\_%'" );
	// People's choices, and what was still to be told them. Keys of this site carry its prefix; the list's screen options none.
	$mine  = $wpdb->esc_like( $wpdb->get_blog_prefix() . 'needs_seo_' ) . '%';
	$users = $wpdb->get_col( $wpdb->prepare( "SELECT DISTINCT user_id FROM {$wpdb->usermeta} WHERE meta_key LIKE %s OR meta_key LIKE 'needs\\_seo\\_%%' OR meta_key LIKE '%%needs-seo-proposals%%'", $mine ) );
	$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->usermeta} WHERE meta_key LIKE %s OR meta_key LIKE 'needs\\_seo\\_%%' OR meta_key LIKE '%%needs-seo-proposals%%'", $mine ) );
	// phpcs:enable
	wp_unschedule_hook( 'needs_seo_send_mail' );
	array_map( 'delete_option', $options );
	foreach ( array_map( 'intval', $users ) as $user_id ) {
		wp_cache_delete( $user_id, 'user_meta' );
	}
	foreach ( array_map( 'intval', $touched ) as $post_id ) {
		wp_cache_delete( $post_id, 'post_meta' );
	}
}

if ( is_multisite() ) {
	foreach ( get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	) as $seo_bridge_site ) {
		switch_to_blog( $seo_bridge_site );
		seo_bridge_uninstall_site();
		restore_current_blog();
	}
} else {
	seo_bridge_uninstall_site();
}
