<?php
/**
 * The mail that tells a person what became of drafts.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Plain text in the person's language, one mail however many drafts there are.
 */
final class Mail_Digest {

	const NAMED = 30;

	/**
	 * @param int $user_id Whom.
	 */
	public static function send( $user_id ): void {
		$user = get_userdata( (int) $user_id );
		$ids  = Mail_Queue::take( (int) $user_id );
		if ( ! $user || ! $ids ) {
			return;
		}
		_prime_post_caches( $ids, false, true );
		$told = array();
		foreach ( $ids as $id ) {
			$draft = get_post( $id );
			if ( $draft && Mail_Choice::wants( $user, $draft ) ) {
				$told[ $id ] = $draft;
			}
		}
		$switched = self::speak_to( $user );
		try {
			$groups = self::groups( $told );
			$sent   = ! $groups || wp_mail( $user->user_email, self::subject( $groups ), self::body( $user, $groups ) );
		} finally {
			if ( $switched ) {
				restore_previous_locale();
				Plugin::load_textdomain();
			}
		}
		if ( ! $sent ) {
			Mail_Queue::put_back( $user->ID, $ids );
		}
	}

	private static function speak_to( \WP_User $user ): bool {
		// The first is there from WordPress 6.2 on.
		$switched = function_exists( 'switch_to_user_locale' ) ? switch_to_user_locale( $user->ID ) : switch_to_locale( get_user_locale( $user ) );
		if ( $switched ) {
			Plugin::load_textdomain();
		}
		return $switched;
	}

	/**
	 * What each draft's state is now; a draft about which there is nothing to say any more is left out.
	 *
	 * @param array<int, \WP_Post> $drafts By id.
	 * @return array<string, array[]> Entries by state: pending, held, stale.
	 */
	private static function groups( array $drafts ): array {
		$groups = array();
		foreach ( $drafts as $id => $post ) {
			$entry = self::entry( $post );
			if ( $entry ) {
				$groups[ $entry['state'] ][] = $entry;
			}
		}
		return array_filter( array_replace( array_fill_keys( array( 'pending', 'held', 'stale' ), array() ), $groups ) );
	}

	private static function entry( \WP_Post $post ): ?array {
		$draft    = Draft::find( $post->ID );
		$proposal = $draft ? Store::pending( $post->ID ) : null;
		$title    = self::line( $post->post_title );
		$entry    = array(
			'title'  => '' === $title ? __( '(no title)', 'seo-bridge' ) : $title,
			'author' => self::line( (string) get_the_author_meta( 'display_name', (int) $post->post_author ) ),
			'why'    => '',
		);
		if ( $proposal ) {
			return $entry + array(
				'state' => Presenter::is_stale( $proposal, $draft ) ? 'stale' : 'pending',
				'link'  => Presenter::review_link( $proposal['id'] ),
			);
		}
		$held = $draft && $draft->is_open() ? Store::draft_json( $post->ID, Store::HELD ) : array();
		if ( ! $held ) {
			return null;
		}
		$blockers     = wp_list_filter( (array) ( $held['findings'] ?? array() ), array( 'severity' => 'blocker' ) );
		$first        = $blockers ? reset( $blockers ) : array();
		$entry['why'] = self::line( wp_html_excerpt( (string) ( $first['message'] ?? '' ), 300, '…' ) );
		return $entry + array(
			'state' => 'held',
			'link'  => Presenter::held_link( $post->ID ),
		);
	}

	private static function subject( array $groups ): string {
		$site  = self::line( wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES ) );
		$count = array_sum( array_map( 'count', $groups ) );
		if ( 1 === $count ) {
			$entry = reset( $groups )[0];
			$texts = array(
				/* translators: %s: title. */
				'pending' => __( 'SEO proposal to review: %s', 'seo-bridge' ),
				/* translators: %s: title. */
				'held'    => __( 'SEO rewrite held: %s', 'seo-bridge' ),
				/* translators: %s: title. */
				'stale'   => __( 'SEO proposal outdated: %s', 'seo-bridge' ),
			);
			$text  = sprintf( $texts[ $entry['state'] ], $entry['title'] );
		} else {
			/* translators: %s: number. */
			$text = sprintf( _n( 'SEO proposals: news of %s draft', 'SEO proposals: news of %s drafts', $count, 'seo-bridge' ), number_format_i18n( $count ) );
		}
		return '[' . $site . '] ' . $text;
	}

	private static function body( \WP_User $user, array $groups ): string {
		$heads = array(
			'pending' => __( 'Waiting for a decision', 'seo-bridge' ),
			'held'    => __( 'Held: no proposal could be made', 'seo-bridge' ),
			'stale'   => __( 'Outdated: the draft was changed, ask for a new proposal', 'seo-bridge' ),
		);
		/* translators: %s: display name. */
		$lines = array( sprintf( __( 'Hello %s,', 'seo-bridge' ), self::line( $user->display_name ) ), '' );
		foreach ( $groups as $state => $entries ) {
			$lines[] = $heads[ $state ] . ' (' . number_format_i18n( count( $entries ) ) . ')';
			$lines[] = '';
			foreach ( array_slice( $entries, 0, self::NAMED ) as $entry ) {
				/* translators: 1: title, 2: author. */
				$lines[] = '* ' . sprintf( __( '%1$s (by %2$s)', 'seo-bridge' ), $entry['title'], $entry['author'] );
				$lines[] = '' === $entry['why'] ? null : '  ' . $entry['why'];
				$lines[] = '  ' . $entry['link'];
			}
			if ( count( $entries ) > self::NAMED ) {
				/* translators: %s: number. */
				$lines[] = '* ' . sprintf( __( 'and %s more', 'seo-bridge' ), number_format_i18n( count( $entries ) - self::NAMED ) );
			}
			$lines[] = '';
		}
		/* translators: %s: address. */
		$lines[] = sprintf( __( 'All proposals: %s', 'seo-bridge' ), Admin_Page::url() );
		$lines[] = '';
		$lines[] = __( 'Nothing is ever approved or published automatically.', 'seo-bridge' );
		/* translators: %s: address. */
		$lines[] = sprintf( __( 'Which of these mails you get is your choice: %s', 'seo-bridge' ), admin_url( 'profile.php#needs-seo-mail' ) );
		return implode( "\n", array_filter( $lines, 'is_string' ) ) . "\n";
	}

	/** Titles and messages are other people's: one line each. */
	private static function line( string $text ): string {
		return trim( (string) preg_replace( '/[\s\p{Cc}]+/u', ' ', wp_check_invalid_utf8( $text, true ) ) );
	}
}
