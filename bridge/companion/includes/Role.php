<?php
/**
 * The bridge's role and who may do what.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * The role holds `read` and one capability of our own, so that every write of core is closed to it.
 */
final class Role {

	const NAME       = 'seo_bridge';
	const CAPABILITY = 'needs_seo_propose';
	const OPTION     = 'needs_seo_version';

	/** Creates the role, or puts it right: capabilities added to it by hand are taken away. */
	public static function install(): void {
		Plugin::load_textdomain();
		remove_role( self::NAME );
		add_role(
			self::NAME,
			_x( 'SEO bridge', 'User role', 'seo-bridge' ),
			array(
				'read'           => true,
				self::CAPABILITY => true,
			)
		);
		update_option( self::OPTION, VERSION );
		// There from the start, so that asking for it costs no query of its own.
		add_option( Queue::OPTION, Queue::TAG );
		add_option( Glossary::USED, '' );
	}

	/** After an update of the plugin's files no activation hook runs. */
	public static function repair_on_update(): void {
		if ( VERSION !== get_option( self::OPTION ) ) {
			self::install();
		}
	}

	public static function is_bridge(): bool {
		return current_user_can( self::CAPABILITY );
	}

	/**
	 * Whether the current user may decide about proposals for this draft.
	 *
	 * An account in the bridge's role never may, whatever else another plugin gave it: approval is a person's act.
	 *
	 * @param int $draft_id Post id.
	 */
	public static function may_decide( int $draft_id ): bool {
		return ! in_array( self::NAME, (array) wp_get_current_user()->roles, true )
			&& current_user_can( 'edit_post', $draft_id );
	}

	/** Whether the current user may edit other people's drafts of every type, and so may know which proposals exist. */
	public static function may_see_all(): bool {
		if ( in_array( self::NAME, (array) wp_get_current_user()->roles, true ) ) {
			return false;
		}
		foreach ( Draft::types() as $type ) {
			$known = get_post_type_object( $type );
			if ( ! $known || ! current_user_can( $known->cap->edit_others_posts ) ) {
				return false;
			}
		}
		return is_user_logged_in();
	}

	/**
	 * Capabilities of the current user beyond what the bridge needs.
	 *
	 * @return array{0: string[], 1: string[]} All that are granted, and those that are too much.
	 */
	public static function capabilities(): array {
		$user    = wp_get_current_user();
		$granted = array();
		foreach ( array_keys( array_filter( (array) $user->allcaps ) ) as $capability ) {
			// allcaps holds the role names too; they say nothing about what is allowed.
			if ( ! in_array( $capability, (array) $user->roles, true ) && 'level_0' !== $capability ) {
				$granted[] = (string) $capability;
			}
		}
		if ( is_multisite() && is_super_admin( $user->ID ) ) {
			$granted[] = 'manage_network';
		}
		return array( $granted, array_values( array_diff( $granted, array( 'read', self::CAPABILITY ) ) ) );
	}
}
