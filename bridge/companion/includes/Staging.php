<?php
/**
 * The bridge's side: staging a proposal, or saying why there is none.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Everything happens in the draft's transaction. The draft's own row is never written.
 */
final class Staging {

	/**
	 * @param int   $draft_id Post id.
	 * @param array $payload  Of Payload::proposal().
	 * @return array{0: int, 1: bool} The proposal's id, and whether it was made by this call.
	 * @throws Failure See docs/companion-api.md.
	 */
	public static function propose( int $draft_id, array $payload ): array {
		self::must_exist( $draft_id );
		$fingerprint = Payload::fingerprint( $payload );
		$check       = static function ( Draft $draft ) use ( $payload, $fingerprint ): ?array {
			$earlier = Store::by_job( $payload['job'] );
			if ( $earlier ) {
				self::must_be_same( $earlier['draft'] === $draft->id() && $earlier['data']['payload'] === $fingerprint, $payload['job'] );
				return $earlier;
			}
			self::must_fit( $draft, $payload['base'] );
			self::must_be_first( Store::pending( $draft->id() ), $payload['base'] );
			self::must_survive( $draft, $payload );
			return null;
		};
		self::make_tags( $draft_id, $payload['tags']['add'], $check );
		$staged = Lock::transaction(
			$draft_id,
			static function ( Draft $draft ) use ( $payload, $fingerprint, $check ) {
				$earlier = $check( $draft );
				if ( $earlier ) {
					return array( $earlier['id'], false );
				}
				$waiting = Store::pending( $draft->id() );
				if ( $waiting ) {
					Store::close( $waiting, 'superseded', null );
				}
				Store::lift_held( $draft->id() );
				return array( self::stage( $draft, $payload, $fingerprint ), true );
			}
		);
		if ( $staged[1] ) {
			Mail_Queue::note( $draft_id );
		}
		return $staged;
	}

	/**
	 * @param int   $draft_id Post id.
	 * @param array $payload  Of Payload::verdict().
	 * @throws Failure See docs/companion-api.md.
	 */
	public static function hold( int $draft_id, array $payload ): void {
		self::must_exist( $draft_id );
		$fingerprint = Payload::fingerprint( $payload );
		$check       = static function ( Draft $draft ) use ( $payload, $fingerprint ): ?array {
			$held = Store::draft_json( $draft->id(), Store::HELD );
			if ( ( $held['job'] ?? '' ) === $payload['job'] ) {
				self::must_be_same( $held['payload'] === $fingerprint, $payload['job'] );
				return $held;
			}
			self::must_be_same( null === Store::by_job( $payload['job'] ), $payload['job'] );
			self::must_fit( $draft, $payload['base'] );
			self::must_be_first( Store::pending( $draft->id() ), $payload['base'] );
			return null;
		};
		self::make_tags( $draft_id, $payload['tags']['add'], $check );
		$new = Lock::transaction(
			$draft_id,
			static function ( Draft $draft ) use ( $payload, $fingerprint, $check ) {
				if ( $check( $draft ) ) {
					return false;
				}
				$waiting = Store::pending( $draft->id() );
				if ( $waiting ) {
					Store::close( $waiting, 'superseded', null );
				}
				Store::lift_held( $draft->id() );
				$tags = Tags::change( $draft->id(), $payload['tags']['add'], $payload['tags']['remove'] );
				Store::put(
					$draft->id(),
					Store::HELD,
					array(
						'payload'    => $fingerprint,
						'tags'       => $tags,
						'created_at' => gmdate( 'c' ),
					) + $payload
				);
				Index_Meta::write( $draft->id(), $payload );
				return true;
			}
		);
		if ( $new ) {
			Mail_Queue::note( $draft_id );
		}
	}

	/**
	 * The tags that the site lacks, where the delivery would be taken: what is refused makes no tag either. The check
	 * that counts is the one under the lock.
	 *
	 * @param int      $draft_id Post id.
	 * @param string[] $slugs    Slugs.
	 * @param callable $check    Draft → what this job delivered before, or null; throws Failure.
	 */
	private static function make_tags( int $draft_id, array $slugs, callable $check ): void {
		if ( ! Tags::are_missing( $slugs ) ) {
			return;
		}
		$draft = Draft::find( $draft_id );
		if ( $draft && ! $check( $draft ) ) {
			Tags::create_missing( $draft_id, $slugs );
		}
	}

	private static function must_exist( int $draft_id ): void {
		// Before the lock, so that a wrong id costs neither lock nor transaction.
		if ( ! Draft::find( $draft_id ) ) {
			throw Failure::draft_unknown( $draft_id );
		}
	}

	private static function must_be_same( bool $same, string $job ): void {
		if ( ! $same ) {
			throw new Failure(
				'needs_seo_job_reused',
				422,
				/* translators: %s: job id. */
				sprintf( __( 'Job %s was delivered before with another content or for another draft. A new content needs a new job. Nothing was written.', 'seo-bridge' ), $job )
			);
		}
	}

	private static function must_fit( Draft $draft, string $base ): void {
		if ( ! $draft->is_open() ) {
			throw Failure::not_draft( $draft->id(), $draft->row->post_status );
		}
		if ( $draft->hash() !== $base ) {
			throw Failure::stale( $draft->id(), $draft->hash() );
		}
	}

	private static function must_be_first( ?array $waiting, string $base ): void {
		if ( $waiting && $waiting['data']['base'] === $base ) {
			throw new Failure(
				'needs_seo_already_proposed',
				409,
				/* translators: 1: proposal id, 2: post id. */
				sprintf( __( 'Proposal %1$d for this very version of draft %2$d is waiting for a decision. Somebody has to approve or reject it before there can be another.', 'seo-bridge' ), $waiting['id'], $waiting['draft'] ),
				array( 'proposal' => $waiting['id'] )
			);
		}
	}

	private static function must_survive( Draft $draft, array $payload ): void {
		$lost = Kses_Check::lost( $payload, $draft );
		if ( $lost ) {
			throw new Failure(
				'needs_seo_filtered',
				422,
				/* translators: 1: post id, 2: list of what would be lost. */
				sprintf( __( 'WordPress would strip something from the proposal for draft %1$d: %2$s. Nothing was written. Leave it out, or keep it exactly as it stands in the draft.', 'seo-bridge' ), $draft->id(), implode( ' · ', array_slice( $lost, 0, 5 ) ) ),
				array( 'lost' => $lost )
			);
		}
	}

	private static function stage( Draft $draft, array $payload, string $fingerprint ): int {
		$snapshot = self::snapshot( $draft );
		$when     = self::after( $draft );
		$id       = self::insert_revision(
			$draft,
			array(
				'post_title'   => $payload['title'],
				'post_content' => $payload['content'],
				'post_excerpt' => $payload['excerpt'],
			),
			$when
		);
		self::author( $id, get_current_user_id() );
		Store::put(
			$id,
			Store::PROPOSAL,
			array(
				'payload'    => $fingerprint,
				'base'       => $payload['base'],
				'snapshot'   => $snapshot,
				'slug'       => $payload['slug'],
				'seo'        => Seo_Plugin::active()->fitting( $payload['seo'] ),
				'engine'     => $payload['engine'],
				'findings'   => $payload['findings'],
				'stats'      => $payload['stats'],
				'evidence'   => $payload['evidence'] ?? null,
				'tags'       => Tags::change( $draft->id(), $payload['tags']['add'], $payload['tags']['remove'] ),
				'before'     => array( 'slug' => $draft->row->post_name, 'stored' => $draft->stored ) + $draft->seo,
				'created_at' => gmdate( 'c' ),
			)
		);
		Index_Meta::write( $id, $payload );
		Store::put( $id, Store::JOB, $payload['job'] );
		Store::put( $id, Store::STATE, 'pending' );
		Store::put( $draft->id(), Store::PENDING, (string) $id );
		return $id;
	}

	/**
	 * Makes sure that the revision before the proposal is the draft as it stands.
	 *
	 * Core marks as "current" the newest revision whose post_modified_gmt is exactly the draft's, and without one the
	 * newest of all: that would be the proposal, and its Restore button would be disabled. It compares a revision with
	 * the one before it by post_date. So the snapshot carries the draft's modification date, and is sorted by now.
	 *
	 * @return int The snapshot's id.
	 */
	private static function snapshot( Draft $draft ): int {
		global $wpdb;
		$row = $draft->row;
		// phpcs:disable WordPress.DB
		$last = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$wpdb->posts} WHERE post_parent = %d AND post_type = 'revision' AND post_status = 'inherit' ORDER BY post_date DESC, ID DESC LIMIT 1", $draft->id() ) );
		$same = $last && 0 === strpos( $last->post_name, $draft->id() . '-revision' ) && ! Store::proposal( (int) $last->ID )
			&& array( $last->post_title, $last->post_content, $last->post_excerpt ) === array( $row->post_title, $row->post_content, $row->post_excerpt );
		if ( $same && $last->post_modified_gmt === $row->post_modified_gmt ) {
			return (int) $last->ID;
		}
		$id = self::insert_revision(
			$draft,
			array(
				'post_title'   => $row->post_title,
				'post_content' => $row->post_content,
				'post_excerpt' => $row->post_excerpt,
			),
			$last ? self::after( $draft, 0 ) : array( $row->post_modified, get_gmt_from_date( $row->post_modified ) )
		);
		$done = $wpdb->update(
			$wpdb->posts,
			array(
				'post_modified'     => $row->post_modified,
				'post_modified_gmt' => $row->post_modified_gmt,
			),
			array( 'ID' => $id )
		);
		// phpcs:enable
		if ( false === $done ) {
			throw Failure::storage( __( 'date of the snapshot', 'seo-bridge' ), $wpdb->last_error );
		}
		$author = (int) Store::draft_meta( $draft->id(), '_edit_last' );
		self::author( $id, $author > 0 && get_userdata( $author ) ? $author : (int) $row->post_author );
		return $id;
	}

	/**
	 * A revision by core's own hand: its name, its hooks, and the meta that core keeps with revisions.
	 *
	 * @param Draft    $draft  The parent.
	 * @param array    $fields post_title, post_content, post_excerpt.
	 * @param string[] $when   Local and GMT date.
	 */
	private static function insert_revision( Draft $draft, array $fields, array $when ): int {
		$mine = static function ( $postarr ) use ( $draft ) {
			return 'revision' === ( $postarr['post_type'] ?? '' ) && (int) ( $postarr['post_parent'] ?? 0 ) === $draft->id();
		};
		$id = Exact_Write::run(
			$fields,
			$mine,
			static function () use ( $draft, $fields, $when ) {
				return _wp_put_post_revision(
					array(
						'ID'                => $draft->id(),
						'post_type'         => $draft->row->post_type,
						'post_modified'     => $when[0],
						'post_modified_gmt' => $when[1],
					) + $fields
				);
			}
		);
		if ( ! $id || is_wp_error( $id ) ) {
			throw Failure::storage( __( 'revision', 'seo-bridge' ), is_wp_error( $id ) ? $id->get_error_message() : '' );
		}
		return (int) $id;
	}

	private static function author( int $revision_id, int $user_id ): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		if ( false === $wpdb->update( $wpdb->posts, array( 'post_author' => $user_id ), array( 'ID' => $revision_id ) ) ) {
			throw Failure::storage( __( 'author of the revision', 'seo-bridge' ), $wpdb->last_error );
		}
		clean_post_cache( $revision_id );
	}

	/**
	 * Now, but never before what is there: a draft or revision may carry a date of a clock that runs ahead.
	 *
	 * @param Draft $draft   The draft.
	 * @param int   $seconds How much later than the newest of them at least.
	 * @return string[] Local and GMT date.
	 */
	private static function after( Draft $draft, int $seconds = 1 ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		$newest = (string) $wpdb->get_var( $wpdb->prepare( "SELECT MAX(post_date) FROM {$wpdb->posts} WHERE post_parent = %d AND post_type = 'revision'", $draft->id() ) );
		$latest = max( $newest, $draft->row->post_modified );
		$local  = max( current_time( 'mysql' ), gmdate( 'Y-m-d H:i:s', (int) strtotime( $latest . ' +0000' ) + $seconds ) );
		return array( $local, get_gmt_from_date( $local ) );
	}
}
