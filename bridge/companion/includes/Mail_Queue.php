<?php
/**
 * Who is to be told about which drafts, and when.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * One meta row for each person and draft, and one WP-Cron event for each person: whatever comes until then goes into one
 * mail. What the mail says is looked up when it is sent, so a proposal that was decided meanwhile bothers nobody.
 */
final class Mail_Queue {

	const HOOK  = 'needs_seo_send_mail';
	const KEY   = 'needs_seo_mail_queue';
	const TOLD  = '_needs_seo_stale_told'; // On the revision: that its draft moved on was said once.
	const DELAY = 5 * MINUTE_IN_SECONDS;
	const MOST  = 200;

	public static function register(): void {
		add_action( 'wp_after_insert_post', array( self::class, 'saved' ), 30, 2 );
		add_action( self::HOOK, array( Mail_Digest::class, 'send' ) );
		register_deactivation_hook( PLUGIN_FILE, array( self::class, 'stop' ) );
	}

	public static function stop(): void {
		wp_unschedule_hook( self::HOOK );
	}

	/**
	 * A draft has a proposal, was held, or moved on from its proposal. To be called outside of its transaction.
	 *
	 * @param int $draft_id Post id.
	 */
	public static function note( int $draft_id ): void {
		$draft = get_post( $draft_id );
		foreach ( $draft ? self::readers( $draft ) : array() as $user ) {
			if ( Mail_Choice::wants( $user, $draft ) ) {
				if ( ! in_array( (string) $draft_id, self::of( $user->ID ), true ) ) {
					add_user_meta( $user->ID, self::key(), (string) $draft_id );
				}
				self::schedule( $user->ID );
			}
		}
	}

	/**
	 * A person's save may have made the pending proposal stale. Said once for each proposal.
	 *
	 * @param int      $post_id Post id.
	 * @param \WP_Post $post    As saved.
	 */
	public static function saved( $post_id, $post ): void {
		if ( Decision::$writing === (int) $post_id || ! $post instanceof \WP_Post || ! get_metadata( 'post', $post_id, Store::PENDING, true ) ) {
			return;
		}
		$pending = Store::pending( (int) $post_id );
		if ( $pending && Presenter::is_stale( $pending, Draft::find( (int) $post_id ) ) && add_metadata( 'post', $pending['id'], self::TOLD, '1', true ) ) {
			self::note( (int) $post_id );
		}
	}

	/**
	 * Takes what waits for a person out of the queue; of two that try at once, each row is one's.
	 *
	 * @return int[] Draft ids.
	 */
	public static function take( int $user_id ): array {
		$mine = array();
		foreach ( self::of( $user_id ) as $draft_id ) {
			if ( delete_user_meta( $user_id, self::key(), $draft_id ) ) {
				$mine[] = (int) $draft_id;
			}
		}
		return array_values( array_unique( $mine ) );
	}

	/** Puts it back after a mail that could not be sent; it goes with the next one. */
	public static function put_back( int $user_id, array $draft_ids ): void {
		foreach ( $draft_ids as $draft_id ) {
			add_user_meta( $user_id, self::key(), (string) $draft_id );
		}
	}

	/** After another pace was chosen. */
	public static function reschedule( int $user_id ): void {
		wp_clear_scheduled_hook( self::HOOK, array( $user_id ) );
		if ( self::of( $user_id ) ) {
			self::schedule( $user_id );
		}
	}

	/** @return string[] Draft ids. */
	private static function of( int $user_id ): array {
		return array_map( 'strval', (array) get_user_meta( $user_id, self::key(), false ) );
	}

	/** User meta is shared by the sites of a network; this is one site's. */
	private static function key(): string {
		global $wpdb;
		return $wpdb->get_blog_prefix() . self::KEY;
	}

	private static function schedule( int $user_id ): void {
		if ( ! wp_next_scheduled( self::HOOK, array( $user_id ) ) ) {
			wp_schedule_single_event( self::due( Mail_Choice::of( $user_id )['pace'] ), self::HOOK, array( $user_id ) );
		}
	}

	private static function due( string $pace ): int {
		$now = time();
		if ( 'hourly' === $pace ) {
			return $now - $now % HOUR_IN_SECONDS + HOUR_IN_SECONDS;
		}
		if ( 'daily' === $pace ) {
			$eight = ( new \DateTimeImmutable( 'today 08:00', wp_timezone() ) )->getTimestamp();
			return $eight > $now ? $eight : ( new \DateTimeImmutable( 'tomorrow 08:00', wp_timezone() ) )->getTimestamp();
		}
		return $now + self::DELAY;
	}

	/**
	 * The draft's author, and the people who may edit everybody's texts of its type.
	 *
	 * @return \WP_User[]
	 */
	private static function readers( \WP_Post $draft ): array {
		$type   = get_post_type_object( $draft->post_type );
		$users  = $type ? get_users(
			array(
				'capability' => $type->cap->edit_others_posts,
				'exclude'    => array( (int) $draft->post_author ),
				'number'     => self::MOST,
			)
		) : array();
		$author = get_userdata( (int) $draft->post_author );
		return $author ? array_merge( array( $author ), $users ) : $users;
	}
}
