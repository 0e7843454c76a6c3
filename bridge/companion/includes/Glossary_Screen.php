<?php
/**
 * The page on which editors accept or dismiss what the bridge offers for the glossary.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Appears in the menu only once there is something on it.
 */
final class Glossary_Screen {

	const SLUG   = 'needs-seo-glossary';
	const ACTION = 'needs_seo_glossary';

	public static function register(): void {
		add_action( 'admin_menu', array( self::class, 'menu' ), 20 );
		add_action( 'admin_post_' . self::ACTION, array( self::class, 'decide' ) );
		add_action( 'admin_enqueue_scripts', array( self::class, 'assets' ) );
	}

	public static function menu(): void {
		if ( ! get_option( Glossary::USED ) || ! Glossary::may_decide() ) {
			return;
		}
		$offers = count( Glossary::offers() );
		if ( ! $offers && ! Glossary::entries() ) {
			return;
		}
		$bubble = $offers ? ' <span class="awaiting-mod">' . esc_html( number_format_i18n( $offers ) ) . '</span>' : '';
		add_submenu_page( Admin_Page::SLUG, __( 'Glossary', 'seo-bridge' ), esc_html__( 'Glossary', 'seo-bridge' ) . $bubble, 'edit_others_posts', self::SLUG, array( self::class, 'page' ) );
	}

	public static function assets( $hook ): void {
		if ( is_string( $hook ) && substr( $hook, -strlen( self::SLUG ) ) === self::SLUG ) {
			wp_enqueue_style( Review_Page::HANDLE, plugins_url( 'assets/review.css', PLUGIN_FILE ), array(), VERSION );
		}
	}

	public static function page(): void {
		echo '<div class="wrap needs-seo-review"><h1>' . esc_html__( 'Glossary', 'seo-bridge' ) . '</h1><p>'
			. esc_html__( 'Where people change an approved article in the same way more than once, a rendering is offered here. It is used for later articles only after somebody accepted it.', 'seo-bridge' ) . '</p>';
		self::table( __( 'Offered', 'seo-bridge' ), Glossary::offers(), array( 'accept', 'dismiss' ), __( 'Nothing is offered.', 'seo-bridge' ) );
		self::table( __( 'Accepted', 'seo-bridge' ), Glossary::entries(), array( 'remove' ), __( 'Nothing was accepted yet.', 'seo-bridge' ) );
		echo '</div>';
	}

	private static function table( string $title, array $entries, array $actions, string $empty ): void {
		echo '<section class="needs-seo-card"><h2>' . esc_html( $title ) . '</h2>';
		if ( ! $entries ) {
			echo '<p>' . esc_html( $empty ) . '</p></section>';
			return;
		}
		$columns = array( __( 'Term', 'seo-bridge' ), __( 'Rendering', 'seo-bridge' ), __( 'Seen', 'seo-bridge' ), __( 'Decision', 'seo-bridge' ) );
		echo '<table class="needs-seo-list"><thead><tr>';
		foreach ( $columns as $column ) {
			echo '<th scope="col">' . esc_html( $column ) . '</th>';
		}
		echo '</tr></thead><tbody>';
		foreach ( $entries as $key => $entry ) {
			/* translators: %s: number. */
			$seen = sprintf( _n( '%s time', '%s times', $entry['seen'], 'seo-bridge' ), number_format_i18n( $entry['seen'] ) );
			echo '<tr><td data-colname="' . esc_attr( $columns[0] ) . '">' . esc_html( $entry['term'] ) . '</td><td data-colname="' . esc_attr( $columns[1] ) . '">' . esc_html( $entry['rendering'] ) . '</td><td data-colname="' . esc_attr( $columns[2] ) . '">' . esc_html( $seen ) . '</td><td>'
				. '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '"><input type="hidden" name="action" value="' . esc_attr( self::ACTION ) . '"><input type="hidden" name="entry" value="' . esc_attr( (string) $key ) . '">'
				. '<input type="hidden" name="_wpnonce" value="' . esc_attr( wp_create_nonce( self::ACTION . '_' . $key ) ) . '">';
			foreach ( $actions as $action ) {
				echo '<button class="button" name="what" value="' . esc_attr( $action ) . '">' . esc_html( self::label( $action ) ) . '<span class="screen-reader-text"> ' . esc_html( $entry['term'] ) . '</span></button> ';
			}
			echo '</form></td></tr>';
		}
		echo '</tbody></table></section>';
	}

	private static function label( string $action ): string {
		switch ( $action ) {
			case 'accept':
				return __( 'Accept', 'seo-bridge' );
			case 'dismiss':
				return __( 'Dismiss', 'seo-bridge' );
			default:
				return __( 'Remove', 'seo-bridge' );
		}
	}

	public static function decide(): void {
		// phpcs:disable WordPress.Security -- the nonce is checked below.
		$key  = isset( $_POST['entry'] ) ? sanitize_key( wp_unslash( $_POST['entry'] ) ) : '';
		$what = isset( $_POST['what'] ) ? sanitize_key( wp_unslash( $_POST['what'] ) ) : '';
		// phpcs:enable
		check_admin_referer( self::ACTION . '_' . $key );
		if ( ! Glossary::may_decide() || ! in_array( $what, array( 'accept', 'dismiss', 'remove' ), true ) ) {
			wp_die( esc_html__( 'Only people who may edit everybody\'s drafts decide about the glossary.', 'seo-bridge' ), '', array( 'response' => 403 ) );
		}
		Glossary::decide( $key, $what );
		wp_safe_redirect( Glossary::offers() || Glossary::entries() ? admin_url( 'admin.php?page=' . self::SLUG ) : Admin_Page::url() );
		exit;
	}
}
