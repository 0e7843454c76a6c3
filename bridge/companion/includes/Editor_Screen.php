<?php
/**
 * The panel of the block editor, and the box of the classic one.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * The block editor's panel is assets/editor.js, over the routes. The classic editor's box is a plain form, saved with
 * the draft, and works without JavaScript.
 */
final class Editor_Screen {

	const NONCE = 'needs_seo_brief_nonce';
	const FIELD = 'needs_seo_brief';

	public static function register(): void {
		add_action( 'enqueue_block_editor_assets', array( self::class, 'panel' ) );
		add_action( 'add_meta_boxes', array( self::class, 'box' ), 10, 2 );
		add_action( 'save_post', array( self::class, 'save' ), 10, 2 );
		add_action( 'admin_print_styles-post.php', array( self::class, 'styles' ) );
		add_action( 'admin_print_styles-post-new.php', array( self::class, 'styles' ) );
		add_action( 'admin_notices', array( self::class, 'notice' ) );
	}

	private static function concerns( ?\WP_Post $post ): bool {
		return $post && in_array( $post->post_type, Draft::types(), true ) && Role::may_decide( $post->ID );
	}

	public static function panel(): void {
		$screen = get_current_screen();
		if ( $screen && 'post' === $screen->base && self::concerns( get_post() ) ) {
			Assets::script( 'editor', array( 'wp-plugins', 'wp-element', 'wp-components', 'wp-data', 'wp-core-data', 'wp-notices', 'wp-api-fetch', 'wp-i18n', 'wp-editor', 'wp-edit-post' ) );
		}
	}

	public static function styles(): void {
		$screen = get_current_screen();
		if ( $screen && in_array( $screen->post_type, Draft::types(), true ) ) {
			Assets::style( 'editor' );
		}
	}

	/**
	 * @param string $type Post type.
	 * @param mixed  $post A post, on this screen.
	 */
	public static function box( $type, $post ): void {
		if ( $post instanceof \WP_Post && self::concerns( $post ) ) {
			// The block editor has the panel instead.
			add_meta_box( 'needs-seo', __( 'SEO rewrite', 'seo-bridge' ), array( self::class, 'form' ), $type, 'side', 'default', array( '__back_compat_meta_box' => true ) );
		}
	}

	public static function form( \WP_Post $post ): void {
		$state = Editor_State::of( $post->ID );
		wp_nonce_field( self::FIELD . '_' . $post->ID, self::NONCE );
		if ( 'none' !== $state['state'] ) {
			self::verdict( $state );
		}
		self::request( $state );
		echo '<details class="needs-seo-brief"' . ( array_filter( $state['brief'] ) ? ' open' : '' ) . '><summary>' . esc_html__( 'Brief for the rewrite', 'seo-bridge' ) . '</summary>';
		$labels = self::labels();
		foreach ( array( 'keyphrase', 'min_words', 'tone', 'audience' ) as $name ) {
			printf(
				'<p><label for="needs-seo-%1$s">%2$s</label><input type="%3$s" class="widefat" id="needs-seo-%1$s" name="%4$s[%1$s]" value="%5$s"%6$s></p>',
				esc_attr( $name ),
				esc_html( $labels[ $name ] ),
				'min_words' === $name ? 'number' : 'text',
				esc_attr( self::FIELD ),
				esc_attr( $state['brief'][ $name ] ),
				'min_words' === $name ? ' min="' . (int) Brief::FEWEST_WORDS . '" max="' . (int) Brief::MOST_WORDS . '"' : ' maxlength="' . (int) Brief::LONGEST_TEXT . '"'
			);
		}
		foreach ( array( 'instructions', 'glossary' ) as $name ) {
			printf( '<p><label for="needs-seo-%1$s">%2$s</label><textarea class="widefat" rows="3" id="needs-seo-%1$s" name="%3$s[%1$s]">%4$s</textarea></p>', esc_attr( $name ), esc_html( $labels[ $name ] ), esc_attr( self::FIELD ), esc_textarea( $state['brief'][ $name ] ) );
		}
		echo '</details><p class="description">' . esc_html__( 'Nothing is ever approved or published automatically.', 'seo-bridge' ) . '</p>';
	}

	private static function verdict( array $state ): void {
		echo '<p><span class="needs-seo-state needs-seo-is-' . esc_attr( $state['state'] ) . '">' . esc_html( $state['label'] ) . '</span> ' . esc_html( implode( ' · ', array_filter( array( $state['engine'], $state['age'], $state['words'] ) ) ) ) . '</p><p>';
		foreach ( $state['scores'] as $score ) {
			echo '<span class="needs-seo-score needs-seo-score-' . esc_attr( $score['band'] ) . '">' . esc_html( $score['text'] ) . '</span> ';
		}
		echo '</p><p>' . esc_html( $state['text'] ) . '</p><p>' . esc_html( implode( ', ', $state['counts'] ) ) . '</p><ul class="needs-seo-findings">';
		foreach ( $state['findings'] as $one ) {
			echo '<li class="needs-seo-' . esc_attr( $one['severity'] ) . '"><strong>' . esc_html( $one['label'] ) . '</strong> ' . esc_html( $one['message'] ) . '</li>';
		}
		echo '</ul><p><a class="button" href="' . esc_url( $state['review'] ) . '">' . esc_html__( 'Review', 'seo-bridge' ) . '</a></p>';
	}

	/** A box to tick, not a button: it is saved with the draft, so that the bridge reads what the person sees. */
	private static function request( array $state ): void {
		if ( '' !== $state['refusal'] && ! $state['queued'] ) {
			echo '<p class="description">' . esc_html( $state['refusal'] ) . '</p>';
			return;
		}
		printf(
			'<p><input type="hidden" name="needs_seo_was" value="%1$d"><label><input type="checkbox" name="needs_seo_request" value="1"%2$s> %3$s</label></p>',
			(int) $state['queued'],
			checked( $state['queued'], true, false ),
			esc_html__( 'Request an SEO rewrite', 'seo-bridge' )
		);
	}

	/** @return array<string, string> */
	private static function labels(): array {
		return array(
			'keyphrase'    => __( 'Focus keyphrase', 'seo-bridge' ),
			'min_words'    => __( 'Minimum words', 'seo-bridge' ),
			'tone'         => __( 'Tone', 'seo-bridge' ),
			'audience'     => __( 'Audience', 'seo-bridge' ),
			'instructions' => __( 'Instructions', 'seo-bridge' ),
			'glossary'     => __( 'Glossary, one “term = rendering” a line', 'seo-bridge' ),
		);
	}

	/**
	 * @param int      $post_id Post id.
	 * @param \WP_Post $post    As saved.
	 */
	public static function save( $post_id, $post ): void {
		// phpcs:disable WordPress.Security -- the nonce is checked first; Brief reads the fields.
		$nonce = isset( $_POST[ self::NONCE ] ) && is_string( $_POST[ self::NONCE ] ) ? wp_unslash( $_POST[ self::NONCE ] ) : '';
		if ( '' === $nonce || wp_is_post_revision( $post_id ) || wp_is_post_autosave( $post_id ) || ! wp_verify_nonce( $nonce, self::FIELD . '_' . $post_id ) || ! self::concerns( $post ) ) {
			return;
		}
		try {
			if ( isset( $_POST[ self::FIELD ] ) && is_array( $_POST[ self::FIELD ] ) ) {
				Brief::save( (int) $post_id, wp_unslash( $_POST[ self::FIELD ] ) );
			}
			// Only where the person moved it: the tag may have been set or taken off in the box for tags meanwhile.
			$asked = ! empty( $_POST['needs_seo_request'] );
			if ( isset( $_POST['needs_seo_was'] ) && $asked !== ! empty( $_POST['needs_seo_was'] ) ) {
				$asked ? Queue::request( (int) $post_id ) : Queue::withdraw( (int) $post_id );
			}
		} catch ( Failure $refusal ) {
			Admin_Page::say( 'error', $refusal->getMessage() );
		}
		// phpcs:enable
	}

	/** What became of a form on the screens of posts. */
	public static function notice(): void {
		$screen = get_current_screen();
		if ( $screen && in_array( $screen->base, array( 'post', 'edit' ), true ) && in_array( $screen->post_type, Draft::types(), true ) ) {
			Admin_Page::notice();
		}
	}
}
