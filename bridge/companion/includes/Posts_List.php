<?php
/**
 * WordPress's own list of posts: what the bridge makes of each draft, and asking for a rewrite.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * A column, a bulk action and a row action. Nothing is read row by row: the page's proposals are loaded at once.
 */
final class Posts_List {

	const ACTION   = 'needs_seo_request';
	const WITHDRAW = 'needs_seo_withdraw';
	const COLUMN   = 'needs_seo';

	/**
	 * Pending proposals of the page by draft, the drafts they belong to, and the ids of the page's posts as keys.
	 *
	 * @var array{0: array<int, array>, 1: array<int, Draft>, 2: array<int, int>}|null
	 */
	private static $page = null;

	public static function register(): void {
		add_action( 'admin_init', array( self::class, 'hooks' ) );
		add_action( 'admin_post_' . self::ACTION, array( self::class, 'one' ) );
		add_action( 'admin_post_' . self::WITHDRAW, array( self::class, 'one' ) );
		add_action( 'admin_print_styles-edit.php', array( self::class, 'styles' ) );
	}

	/** Once the post types are known. */
	public static function hooks(): void {
		foreach ( Draft::types() as $type ) {
			add_filter( "manage_{$type}_posts_columns", array( self::class, 'columns' ) );
			add_action( "manage_{$type}_posts_custom_column", array( self::class, 'cell' ), 10, 2 );
			add_filter( "bulk_actions-edit-{$type}", array( self::class, 'bulk' ) );
			add_filter( "handle_bulk_actions-edit-{$type}", array( self::class, 'many' ), 10, 3 );
		}
		add_filter( 'post_row_actions', array( self::class, 'row' ), 10, 2 );
		add_filter( 'page_row_actions', array( self::class, 'row' ), 10, 2 );
	}

	public static function styles(): void {
		$screen = get_current_screen();
		if ( $screen && in_array( $screen->post_type, Draft::types(), true ) ) {
			Assets::style( 'admin' );
		}
	}

	/** Before the date, where the SEO plugins' columns stand as well. */
	public static function columns( $columns ): array {
		$columns = (array) $columns;
		$date    = array_search( 'date', array_keys( $columns ), true );
		$at      = false === $date ? count( $columns ) : $date;
		return array_slice( $columns, 0, $at, true ) + array( self::COLUMN => __( 'SEO proposal', 'seo-bridge' ) ) + array_slice( $columns, $at, null, true );
	}

	/**
	 * @param string $column  Its name.
	 * @param int    $post_id Post id.
	 */
	public static function cell( $column, $post_id ): void {
		if ( self::COLUMN !== $column ) {
			return;
		}
		list( $state, $link ) = Role::may_decide( (int) $post_id ) ? self::state( (int) $post_id ) : array( '', '' );
		if ( '' === $state ) {
			echo '<span aria-hidden="true">—</span><span class="screen-reader-text">' . esc_html__( 'No proposal', 'seo-bridge' ) . '</span>';
			return;
		}
		$label = 'queued' === $state ? _x( 'requested', 'state of a proposal', 'seo-bridge' ) : Presenter::state_label( $state );
		$pill  = '<span class="needs-seo-state needs-seo-is-' . esc_attr( $state ) . '">' . esc_html( $label ) . '</span>';
		echo '' === $link ? $pill : '<a href="' . esc_url( $link ) . '">' . $pill . '</a>'; // phpcs:ignore WordPress.Security -- escaped above.
	}

	/**
	 * @return array{0: string, 1: string} State and link, both "" where there is nothing to say.
	 */
	private static function state( int $post_id ): array {
		list( $pending, $drafts ) = self::page( $post_id );
		if ( isset( $pending[ $post_id ] ) ) {
			return array( Presenter::is_stale( $pending[ $post_id ], $drafts[ $post_id ] ?? null ) ? 'stale' : 'pending', Presenter::review_link( $pending[ $post_id ]['id'] ) );
		}
		$open = in_array( get_post_status( $post_id ), Draft::STATUSES, true );
		if ( $open && Queue::has( $post_id ) ) {
			return array( 'queued', '' );
		}
		return $open && metadata_exists( 'post', $post_id, Store::HELD ) ? array( 'held', Presenter::held_link( $post_id ) ) : array( '', '' );
	}

	private static function page( int $post_id ): array {
		if ( null === self::$page || ! array_key_exists( $post_id, self::$page[2] ) ) {
			global $wp_query;
			$ids        = array_map( 'intval', wp_list_pluck( array_filter( (array) $wp_query->posts, 'is_object' ), 'ID' ) );
			$ids        = in_array( $post_id, $ids, true ) ? $ids : array( $post_id );
			$pending    = Store::pending_of( $ids );
			self::$page = array( $pending, Draft::find_many( array_keys( $pending ) ), array_flip( $ids ) );
		}
		return self::$page;
	}

	public static function bulk( $actions ): array {
		return (array) $actions + array( self::ACTION => __( 'Request an SEO rewrite', 'seo-bridge' ) );
	}

	/**
	 * Core has checked the nonce of the list by now.
	 *
	 * @param string $url    Where to go on.
	 * @param string $action Chosen.
	 * @param int[]  $ids    Post ids.
	 */
	public static function many( $url, $action, $ids ): string {
		if ( self::ACTION === $action ) {
			self::ask( array_map( 'intval', (array) $ids ) );
		}
		return (string) $url;
	}

	/**
	 * @param array    $actions Links.
	 * @param \WP_Post $post    The row's.
	 */
	public static function row( $actions, $post ): array {
		$actions = (array) $actions;
		if ( ! in_array( $post->post_type, Draft::types(), true ) || ! in_array( $post->post_status, Draft::STATUSES, true ) || ! Role::may_decide( $post->ID ) ) {
			return $actions;
		}
		$queued = Queue::has( $post->ID );
		if ( ! $queued && 'pending' === self::state( $post->ID )[0] ) {
			return $actions;
		}
		$action = $queued ? self::WITHDRAW : self::ACTION;
		$url    = wp_nonce_url( admin_url( 'admin-post.php?action=' . $action . '&post=' . $post->ID ), $action . '_' . $post->ID );
		$text   = $queued ? __( 'Withdraw the SEO request', 'seo-bridge' ) : __( 'Request an SEO rewrite', 'seo-bridge' );
		return $actions + array( self::ACTION => '<a href="' . esc_url( $url ) . '">' . esc_html( $text ) . '</a>' );
	}

	/** A row action. */
	public static function one(): void {
		// phpcs:disable WordPress.Security -- checked in the third line.
		$id     = isset( $_GET['post'] ) ? absint( $_GET['post'] ) : 0;
		$action = isset( $_GET['action'] ) && self::WITHDRAW === $_GET['action'] ? self::WITHDRAW : self::ACTION;
		check_admin_referer( $action . '_' . $id );
		// phpcs:enable
		if ( self::ACTION === $action ) {
			self::ask( array( $id ) );
		} else {
			try {
				Queue::withdraw( $id );
				Admin_Page::say( 'success', __( 'The request was withdrawn.', 'seo-bridge' ) );
			} catch ( Failure $refusal ) {
				Admin_Page::say( 'error', $refusal->getMessage() );
			}
		}
		$back = wp_get_referer();
		wp_safe_redirect( $back ? $back : admin_url( 'edit.php' ) );
		exit;
	}

	private static function ask( array $ids ): void {
		$done  = 0;
		$lines = array();
		foreach ( $ids as $id ) {
			try {
				Queue::request( $id );
				++$done;
			} catch ( Failure $refusal ) {
				$title = current_user_can( 'edit_post', $id ) ? (string) get_post_field( 'post_title', $id, 'raw' ) : '';
				/* translators: 1: title, 2: reason. */
				$lines[] = sprintf( __( '“%1$s”: %2$s', 'seo-bridge' ), '' === $title ? '#' . $id : $title, $refusal->getMessage() );
			}
		}
		/* translators: %s: number. */
		$text = $done ? sprintf( _n( 'An SEO rewrite was requested for %s draft. The proposal comes with the next round of the bridge.', 'An SEO rewrite was requested for %s drafts. The proposals come with the next rounds of the bridge.', $done, 'seo-bridge' ), number_format_i18n( $done ) ) : __( 'No rewrite was requested.', 'seo-bridge' );
		Admin_Page::say( $done ? 'success' : 'error', $text, $lines );
	}
}
