<?php
/**
 * The page on which a person reads one proposal and decides.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Everything works without JavaScript; with it, findings and facts lead to their place in the text. Whatever is shown
 * came from drafts, programs or the web, and is escaped.
 */
final class Review_Page {

	const HANDLE = 'needs-seo-review';

	public static function register(): void {
		add_action( 'load-toplevel_page_' . Admin_Page::SLUG, array( self::class, 'must_be_allowed' ) );
		add_action( 'admin_enqueue_scripts', array( self::class, 'assets' ) );
		add_filter( 'admin_title', array( self::class, 'title' ) );
		Review_Actions::register();
	}

	/** Whether the list's page is asked to show one proposal or held draft instead. */
	public static function is_asked(): bool {
		return 0 !== self::asked( 'proposal' ) || 0 !== self::asked( 'held' );
	}

	private static function asked( string $name ): int {
		// phpcs:disable WordPress.Security -- chooses what is shown.
		$page = isset( $_GET['page'] ) ? sanitize_key( wp_unslash( $_GET['page'] ) ) : '';
		return Admin_Page::SLUG === $page && isset( $_GET[ $name ] ) ? absint( $_GET[ $name ] ) : 0;
		// phpcs:enable
	}

	/** Before anything is sent: the same refusal for what is not there and what is not theirs. */
	public static function must_be_allowed(): void {
		if ( ! self::is_asked() ) {
			return;
		}
		$held     = self::asked( 'held' );
		$proposal = $held ? null : Store::proposal( self::asked( 'proposal' ) );
		$draft_id = $held ? $held : ( $proposal ? $proposal['draft'] : 0 );
		if ( ! $draft_id || ! Draft::find( $draft_id ) || ! Role::may_decide( $draft_id ) ) {
			wp_die(
				'<h1>' . esc_html__( 'There is nothing to review here', 'seo-bridge' ) . '</h1><p>'
				. esc_html__( 'There is no such proposal any more, or your account may not edit its draft.', 'seo-bridge' ) . '</p><p><a class="button" href="' . esc_url( Admin_Page::url() ) . '">'
				. esc_html__( 'All SEO proposals', 'seo-bridge' ) . '</a></p>',
				esc_html__( 'There is nothing to review here', 'seo-bridge' ),
				array( 'response' => 403 )
			);
		}
	}

	public static function title( $title ) {
		return self::is_asked() ? __( 'Review of an SEO proposal', 'seo-bridge' ) . ' ‹ ' . $title : $title;
	}

	public static function assets(): void {
		if ( ! self::is_asked() ) {
			return;
		}
		wp_enqueue_style( self::HANDLE, plugins_url( 'assets/review.css', PLUGIN_FILE ), array(), VERSION );
		wp_enqueue_script( self::HANDLE . '-text', plugins_url( 'assets/review-text.js', PLUGIN_FILE ), array(), VERSION, true );
		wp_enqueue_script( self::HANDLE, plugins_url( 'assets/review.js', PLUGIN_FILE ), array( self::HANDLE . '-text', 'wp-i18n', 'wp-a11y' ), VERSION, true );
		wp_set_script_translations( self::HANDLE, 'seo-bridge', dirname( PLUGIN_FILE ) . '/languages' );
	}

	public static function page(): void {
		$held = self::asked( 'held' );
		if ( $held ) {
			Review_Held::show( $held );
			return;
		}
		$proposal = Store::proposal( self::asked( 'proposal' ) );
		$draft    = $proposal ? Draft::find( $proposal['draft'] ) : null;
		if ( ! $proposal || ! $draft ) {
			return;
		}
		$state  = Revision_Screen::state( $proposal, $draft );
		$source = Review_Texts::source( $proposal, $draft );
		self::data( $proposal['data'] );
		echo '<div class="wrap needs-seo-review">';
		self::head( $draft, $proposal['data'], Presenter::state_label( $state ), $state );
		Review_Notices::of( $proposal, $draft, $state, $source );
		Review_Findings::card( $proposal['data'] );
		Review_Texts::card( $proposal, $source );
		Review_Seo::card( $proposal, $draft, 'pending' === $state );
		Review_Evidence::cards( $proposal['data'] );
		Review_History::card( $draft->id(), $proposal['id'] );
		Review_Decide::bar( $proposal, $draft, $state );
		self::keys();
		echo '</div>';
	}

	/**
	 * @param Draft  $draft The draft.
	 * @param array  $data  Of the proposal or held verdict.
	 * @param string $label State, for people.
	 * @param string $state State, for the stylesheet.
	 */
	public static function head( Draft $draft, array $data, string $label, string $state ): void {
		$title = $draft->row->post_title;
		echo '<p class="needs-seo-back"><a href="' . esc_url( Admin_Page::url() ) . '"><span aria-hidden="true">←</span> ' . esc_html__( 'All SEO proposals', 'seo-bridge' ) . '</a></p>';
		echo '<h1 class="wp-heading-inline">' . esc_html( '' === $title ? __( '(no title)', 'seo-bridge' ) : $title ) . '</h1> '
			. '<span class="needs-seo-state needs-seo-is-' . esc_attr( $state ) . '">' . esc_html( $label ) . '</span><hr class="wp-header-end">';
		echo '<ul class="needs-seo-meta">';
		foreach ( self::facts( $draft, $data ) as $fact ) {
			echo '<li>' . $fact . '</li>'; // phpcs:ignore WordPress.Security -- escaped in facts().
		}
		echo '</ul><p class="needs-seo-promise">' . esc_html__( 'Nothing is ever approved or published automatically.', 'seo-bridge' )
			. ' <a href="' . esc_url( Presenter::edit_link( $draft->id() ) ) . '">' . esc_html__( 'Open the draft', 'seo-bridge' ) . '</a></p>';
	}

	/** Escaped HTML, one item each. */
	private static function facts( Draft $draft, array $data ): array {
		$stats = (array) ( $data['stats'] ?? array() );
		$made  = (int) strtotime( (string) ( $data['created_at'] ?? '' ) );
		/* translators: %s: author of the draft. */
		$facts = array( esc_html( sprintf( __( 'by %s', 'seo-bridge' ), (string) get_the_author_meta( 'display_name', (int) $draft->row->post_author ) ) ) );
		if ( $made ) {
			/* translators: %s: a time span. */
			$facts[] = '<time datetime="' . esc_attr( (string) $data['created_at'] ) . '" title="' . esc_attr( self::date( $made ) ) . '">' . esc_html( sprintf( __( '%s ago', 'seo-bridge' ), human_time_diff( $made ) ) ) . '</time>';
		}
		$words = Revision_Screen::words( array( 'data' => array( 'stats' => $stats ) ) );
		if ( '' !== $words ) {
			/* translators: %s: two numbers with an arrow between them. */
			$facts[] = esc_html( sprintf( __( 'words: %s', 'seo-bridge' ), $words ) );
		}
		$bullets = Scores::bullets( $stats );
		if ( '' !== $bullets ) {
			$facts[] = $bullets;
		}
		if ( '' !== (string) ( $data['engine'] ?? '' ) ) {
			/* translators: %s: name of the program that wrote the proposal. */
			$facts[] = esc_html( sprintf( __( 'engine: %s', 'seo-bridge' ), $data['engine'] ) );
		}
		if ( isset( $stats['cost'] ) && is_numeric( $stats['cost'] ) ) {
			$currency = isset( $stats['currency'] ) && is_string( $stats['currency'] ) ? ' ' . $stats['currency'] : '';
			/* translators: %s: amount of money. */
			$facts[] = esc_html( sprintf( __( 'cost: %s', 'seo-bridge' ), number_format_i18n( (float) $stats['cost'], 4 ) . $currency ) );
		}
		return $facts;
	}

	public static function date( int $time ): string {
		return (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $time );
	}

	/** What the script looks for in the texts. */
	public static function data( array $data ): void {
		$findings = array();
		foreach ( Review_Findings::ordered( (array) ( $data['findings'] ?? array() ) ) as $finding ) {
			list( $quote, $source ) = Evidence::quotes( $finding );
			$findings[]             = array(
				'quote'  => $quote,
				'source' => $source,
				'place'  => (string) ( $finding['place'] ?? '' ),
			);
		}
		$json = wp_json_encode(
			array(
				'findings'     => $findings,
				'facts'        => Evidence::of( $data, 'facts' ),
				'translations' => Evidence::of( $data, 'translations' ),
			),
			JSON_HEX_TAG | JSON_HEX_AMP
		);
		wp_add_inline_script( self::HANDLE, 'window.needsSeoReview = ' . $json . ';', 'before' );
	}

	/** The keyboard shortcuts; shown by the script, as they are nothing without it. */
	public static function keys(): void {
		$keys = array(
			'j' => __( 'next finding', 'seo-bridge' ),
			'k' => __( 'previous finding', 'seo-bridge' ),
			'd' => __( 'side by side, or differences', 'seo-bridge' ),
			'a' => __( 'go to “Approve” (Enter approves)', 'seo-bridge' ),
			'p' => __( 'approve in part', 'seo-bridge' ),
			't' => __( 'try again with instructions', 'seo-bridge' ),
			'r' => __( 'reject', 'seo-bridge' ),
			'?' => __( 'this list', 'seo-bridge' ),
		);
		echo '<dialog class="needs-seo-keys" aria-labelledby="needs-seo-keys-title"><h2 id="needs-seo-keys-title">' . esc_html__( 'Keyboard shortcuts', 'seo-bridge' ) . '</h2><dl>';
		foreach ( $keys as $key => $what ) {
			echo '<div><dt><kbd>' . esc_html( $key ) . '</kbd></dt><dd>' . esc_html( $what ) . '</dd></div>';
		}
		echo '<div><dt><kbd>←</kbd> <kbd>→</kbd></dt><dd>' . esc_html__( 'on a proved fact: the one before, the one after', 'seo-bridge' ) . '</dd></div></dl>'
			. '<p><label><input type="checkbox" class="needs-seo-keys-on" checked> ' . esc_html__( 'Single-key shortcuts are on', 'seo-bridge' ) . '</label></p>'
			. '<form method="dialog"><button class="button">' . esc_html__( 'Close', 'seo-bridge' ) . '</button></form></dialog>';
	}
}
