<?php
/**
 * WordPress's own Restore button, and what the editor says about a proposal.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Core's Restore checks no conflict and applies neither slug nor SEO fields, so a proposal's is caught before core acts.
 */
final class Native_Restore {

	public static function register(): void {
		add_action( 'load-revision.php', array( self::class, 'restore' ), 1 );
		add_filter( 'block_editor_settings_all', array( self::class, 'classic_comparison' ), 10, 2 );
		add_action( 'enqueue_block_editor_assets', array( self::class, 'notice_in_block_editor' ) );
		add_action( 'admin_notices', array( self::class, 'notice_in_classic_editor' ) );
	}

	public static function restore(): void {
		// phpcs:disable WordPress.Security -- only looks whether the request is ours; the nonce is checked below.
		$action = isset( $_REQUEST['action'] ) ? sanitize_key( wp_unslash( $_REQUEST['action'] ) ) : '';
		$id     = isset( $_REQUEST['revision'] ) ? absint( $_REQUEST['revision'] ) : 0;
		// phpcs:enable
		$proposal = 'restore' === $action && $id ? Store::proposal( $id ) : null;
		// Once approved, a proposal is a version like any other: going back to it is core's business.
		if ( ! $proposal || 'approved' === $proposal['state'] ) {
			return;
		}
		check_admin_referer( 'restore-post_' . $id );
		try {
			Decision::approve( $id );
		} catch ( Failure $refusal ) {
			self::refuse( $refusal, $proposal );
		}
		wp_safe_redirect( add_query_arg( 'needs_seo', 'approved', Presenter::edit_link( $proposal['draft'] ) ) );
		exit;
	}

	private static function refuse( Failure $refusal, array $proposal ): void {
		$links = array();
		if ( current_user_can( 'edit_post', $proposal['draft'] ) ) {
			$links[ Presenter::edit_link( $proposal['draft'] ) ]  = __( 'Open the draft', 'seo-bridge' );
			$links[ Presenter::compare_link( $proposal['id'] ) ] = __( 'Back to the comparison', 'seo-bridge' );
		}
		if ( current_user_can( 'edit_posts' ) ) {
			$links[ Admin_Page::url() ] = __( 'All SEO proposals', 'seo-bridge' );
		}
		$html = '<h1>' . esc_html__( 'The proposal was not applied', 'seo-bridge' ) . '</h1><p>' . esc_html( $refusal->getMessage() ) . '</p><p>';
		foreach ( $links as $url => $text ) {
			$html .= '<a class="button" href="' . esc_url( $url ) . '">' . esc_html( $text ) . '</a> ';
		}
		wp_die( $html . '</p>', esc_html__( 'The proposal was not applied', 'seo-bridge' ), array( 'response' => (int) $refusal->status() ) ); // phpcs:ignore WordPress.Security
	}

	/**
	 * From WordPress 7.1 the editor can show revisions itself; its Restore is a plain save that checks nothing.
	 *
	 * @param array                    $settings Of the editor.
	 * @param \WP_Block_Editor_Context $context  Which editor.
	 */
	public static function classic_comparison( $settings, $context ) {
		if ( ! empty( $context->post ) && Save_Watch::pending_id( $context->post->ID ) ) {
			$settings['disableVisualRevisions'] = true;
		}
		return $settings;
	}

	public static function notice_in_block_editor(): void {
		$notice = self::notice();
		if ( ! $notice ) {
			return;
		}
		$options = array(
			'id'            => 'needs-seo',
			'isDismissible' => true,
			'actions'       => $notice['url'] ? array(
				array(
					'label' => $notice['label'],
					'url'   => $notice['url'],
				),
			) : array(),
		);
		$code = sprintf(
			'wp.domReady(function(){wp.data.dispatch("core/notices").createNotice(%s,%s,%s);});',
			wp_json_encode( $notice['status'] ),
			wp_json_encode( $notice['text'], JSON_HEX_TAG | JSON_HEX_AMP ),
			wp_json_encode( $options, JSON_HEX_TAG | JSON_HEX_AMP )
		);
		wp_enqueue_script( 'wp-dom-ready' );
		wp_enqueue_script( 'wp-notices' );
		wp_add_inline_script( 'wp-notices', $code );
	}

	public static function notice_in_classic_editor(): void {
		$screen = get_current_screen();
		if ( ! $screen || 'post' !== $screen->base || $screen->is_block_editor() ) {
			return;
		}
		$notice = self::notice();
		if ( $notice ) {
			printf(
				'<div class="notice notice-%1$s is-dismissible"><p>%2$s %3$s</p></div>',
				esc_attr( $notice['status'] ),
				esc_html( $notice['text'] ),
				$notice['url'] ? '<a href="' . esc_url( $notice['url'] ) . '">' . esc_html( $notice['label'] ) . '</a>' : ''
			);
		}
	}

	/**
	 * What the editor of a draft should say.
	 *
	 * @return array{status: string, text: string, url: string, label: string}|null
	 */
	private static function notice(): ?array {
		$post = get_post();
		if ( ! $post || ! is_admin() ) {
			return null;
		}
		// phpcs:ignore WordPress.Security -- shows a sentence, changes nothing.
		if ( isset( $_GET['needs_seo'] ) && 'approved' === $_GET['needs_seo'] ) {
			return array(
				'status' => 'success',
				'text'   => __( 'The SEO proposal was approved: text, slug and SEO fields stand in the draft. Nothing is published. The text from before is among the revisions.', 'seo-bridge' ),
				'url'    => '',
				'label'  => '',
			);
		}
		$pending = Save_Watch::pending_id( $post->ID ) ? Store::pending( $post->ID ) : null;
		if ( ! $pending ) {
			return null;
		}
		return array(
			'status' => 'info',
			'text'   => Presenter::is_stale( $pending, Draft::find( $post->ID ) )
				? __( 'There is an SEO proposal for this draft, but the draft was changed since, so it can no longer be approved.', 'seo-bridge' )
				: __( 'An SEO proposal is waiting for this draft. If you change the draft, the proposal can no longer be approved.', 'seo-bridge' ),
			'url'    => Presenter::review_link( $pending['id'] ),
			'label'  => __( 'Review', 'seo-bridge' ),
		);
	}
}
