<?php
/**
 * Which mails a person wants, chosen in the profile.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Authors hear of their own drafts, editors of everybody's; either can be switched off, and how often is a choice as well.
 */
final class Mail_Choice {

	const OPTION   = 'needs_seo_mail';
	const DEFAULTS = array(
		'own'  => true,
		'all'  => true,
		'pace' => 'soon',
	);
	const PACES    = array( 'soon', 'hourly', 'daily' );

	public static function register(): void {
		add_action( 'show_user_profile', array( self::class, 'fields' ) );
		add_action( 'edit_user_profile', array( self::class, 'fields' ) );
		add_action( 'personal_options_update', array( self::class, 'save' ) );
		add_action( 'edit_user_profile_update', array( self::class, 'save' ) );
	}

	/**
	 * @return array{own: bool, all: bool, pace: string}
	 */
	public static function of( int $user_id ): array {
		$chosen = get_user_option( self::OPTION, $user_id );
		$chosen = ( is_array( $chosen ) ? $chosen : array() ) + self::DEFAULTS;
		return array(
			'own'  => (bool) $chosen['own'],
			'all'  => (bool) $chosen['all'],
			'pace' => in_array( $chosen['pace'], self::PACES, true ) ? $chosen['pace'] : 'soon',
		);
	}

	/** Whether this person gets mails about this draft. The bridge never does, nor does who may not edit the draft. */
	public static function wants( \WP_User $user, \WP_Post $draft ): bool {
		if ( '' === (string) $user->user_email || in_array( Role::NAME, (array) $user->roles, true ) || ! user_can( $user, 'edit_post', $draft->ID ) ) {
			return false;
		}
		return self::of( $user->ID )[ (int) $draft->post_author === $user->ID ? 'own' : 'all' ];
	}

	public static function fields( \WP_User $user ): void {
		if ( ! user_can( $user, 'edit_posts' ) || in_array( Role::NAME, (array) $user->roles, true ) ) {
			return;
		}
		$chosen = self::of( $user->ID );
		$paces  = array(
			'soon'   => __( 'As they come, a few minutes’ worth in one mail', 'seo-bridge' ),
			'hourly' => __( 'Once an hour at most', 'seo-bridge' ),
			'daily'  => __( 'Once a day at most', 'seo-bridge' ),
		);
		echo '<h2 id="needs-seo-mail">' . esc_html__( 'SEO proposals', 'seo-bridge' ) . '</h2><table class="form-table" role="presentation"><tr><th scope="row">' . esc_html__( 'Mails', 'seo-bridge' ) . '</th><td><fieldset>';
		echo '<legend class="screen-reader-text">' . esc_html__( 'Mails about SEO proposals', 'seo-bridge' ) . '</legend><input type="hidden" name="needs_seo_mail[shown]" value="1">';
		self::box( 'own', $chosen['own'], __( 'When a draft of mine has a proposal, is held, or its proposal is outdated', 'seo-bridge' ) );
		if ( user_can( $user, 'edit_others_posts' ) ) {
			self::box( 'all', $chosen['all'], __( 'The same for everybody’s drafts', 'seo-bridge' ) );
		}
		echo '</fieldset></td></tr><tr><th scope="row"><label for="needs-seo-pace">' . esc_html__( 'How often', 'seo-bridge' ) . '</label></th><td><select name="needs_seo_mail[pace]" id="needs-seo-pace">';
		foreach ( $paces as $pace => $name ) {
			printf( '<option value="%1$s"%2$s>%3$s</option>', esc_attr( $pace ), selected( $chosen['pace'], $pace, false ), esc_html( $name ) );
		}
		echo '</select></td></tr></table>';
	}

	private static function box( string $name, bool $on, string $label ): void {
		printf( '<label for="needs-seo-mail-%1$s"><input type="checkbox" name="needs_seo_mail[%1$s]" id="needs-seo-mail-%1$s" value="1"%2$s> %3$s</label><br>', esc_attr( $name ), checked( $on, true, false ), esc_html( $label ) );
	}

	/**
	 * Core has checked the profile's nonce by now.
	 *
	 * @param int $user_id Whose profile it is.
	 */
	public static function save( $user_id ): void {
		// phpcs:ignore WordPress.Security -- checked by core; only compared with what is known.
		$sent = isset( $_POST[ self::OPTION ] ) && is_array( $_POST[ self::OPTION ] ) ? wp_unslash( $_POST[ self::OPTION ] ) : array();
		if ( empty( $sent['shown'] ) || ! current_user_can( 'edit_user', $user_id ) ) {
			return;
		}
		$pace = isset( $sent['pace'] ) && in_array( $sent['pace'], self::PACES, true ) ? $sent['pace'] : 'soon';
		update_user_option(
			(int) $user_id,
			self::OPTION,
			array(
				'own'  => ! empty( $sent['own'] ),
				// Who has no such box, as an author, has chosen nothing about it.
				'all'  => user_can( (int) $user_id, 'edit_others_posts' ) ? ! empty( $sent['all'] ) : self::of( (int) $user_id )['all'],
				'pace' => $pace,
			)
		);
		Mail_Queue::reschedule( (int) $user_id );
	}
}
