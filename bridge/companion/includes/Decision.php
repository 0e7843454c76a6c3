<?php
/**
 * A person's decision about a proposal.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * The one place from which a proposal reaches the draft: REST, the list, the native Restore button and saves that
 * restore by another way all come through here.
 */
final class Decision {

	/**
	 * The draft that is being written by us, so that Save_Watch does not react to our own save.
	 *
	 * @var int
	 */
	public static $writing = 0;

	/**
	 * Writes the staged text, slug, SEO fields and scores into the draft. Its status stays as it is.
	 *
	 * @param int        $proposal_id Revision id.
	 * @param array|null $parts       Of Parts::normalized(): only these; null for everything.
	 * @throws Failure See docs/companion-api.md.
	 */
	public static function approve( int $proposal_id, ?array $parts = null ): void {
		$draft_id = self::draft_of( $proposal_id );
		self::must_be_allowed( $draft_id );
		Lock::transaction(
			$draft_id,
			static function ( Draft $draft ) use ( $proposal_id, $parts ) {
				$proposal = self::undecided( $proposal_id );
				if ( ! $draft->is_open() ) {
					throw Failure::not_draft( $draft->id(), $draft->row->post_status );
				}
				if ( $draft->hash() !== $proposal['data']['base'] ) {
					throw Failure::stale( $draft->id(), $draft->hash() );
				}
				self::must_not_be_open_elsewhere( $draft );
				self::write_and_close( $draft, $proposal, Parts::applied( $draft, $proposal, $parts ), $parts );
			}
		);
	}

	/**
	 * @param int    $proposal_id Revision id.
	 * @param string $reason      For the bridge's next try and for colleagues.
	 * @param bool   $again       Whether the tags the proposal took away are put back, so that the bridge tries again.
	 * @throws Failure See docs/companion-api.md.
	 */
	public static function reject( int $proposal_id, string $reason, bool $again = false ): void {
		$draft_id = self::draft_of( $proposal_id );
		self::must_be_allowed( $draft_id );
		$reason = trim( $reason );
		if ( '' === $reason ) {
			throw new Failure(
				'needs_seo_reason_missing',
				422,
				__( 'A rejection needs a reason: the next proposal is prepared with it. Write what is wrong in a sentence.', 'seo-bridge' )
			);
		}
		Lock::transaction(
			$draft_id,
			static function ( Draft $draft ) use ( $proposal_id, $reason, $again ) {
				$proposal = self::undecided( $proposal_id );
				if ( $again ) {
					Attempts::must_be_left( $draft->id() );
				}
				Store::close( $proposal, 'rejected', $reason );
				Attempts::remember( $draft->id(), $proposal_id, $reason );
				if ( $again ) {
					Tags::change( $draft->id(), (array) ( $proposal['data']['tags']['removed'] ?? array() ), array() );
				}
			}
		);
	}

	/**
	 * The staged text stands in the draft already, put there by a save or restore that did not come through us:
	 * adds what such a way leaves out, the slug and the SEO fields.
	 *
	 * The text stays as that save stored it. No conflict was checked, so what core took out for a person without
	 * `unfiltered_html` may have been removed from the draft by somebody else before, and must not come back.
	 *
	 * @param int $proposal_id Revision id.
	 * @throws Failure When the draft, now that it is locked, holds another text.
	 */
	public static function complete( int $proposal_id ): void {
		$draft_id = self::draft_of( $proposal_id );
		Lock::transaction(
			$draft_id,
			static function ( Draft $draft ) use ( $proposal_id ) {
				$proposal = self::undecided( $proposal_id );
				if ( ! Save_Watch::same_text( $draft->row, $proposal ) ) {
					throw Failure::stale( $draft->id(), $draft->hash() );
				}
				$stored = array(
					'title'   => $draft->row->post_title,
					'content' => $draft->row->post_content,
					'excerpt' => $draft->row->post_excerpt,
				);
				self::write_and_close( $draft, $proposal, $stored + $proposal, null );
			}
		);
	}

	private static function write_and_close( Draft $draft, array $proposal, array $applied, ?array $parts ): void {
		$scores = Scores::current( $draft->id() );
		self::write( $draft, $applied );
		$now  = self::read_again( $draft->id() );
		$text = array(
			'title'   => $now->row->post_title,
			'content' => $now->row->post_content,
		);
		Store::close(
			$proposal,
			'approved',
			null,
			array(
				'parts'  => $parts,
				// The version the approval made: what was changed by hand afterwards is told by it.
				'after'  => $now->hash(),
				'scores' => $scores,
				// Kept only where the proposal does not say it already.
				'text'   => array( $proposal['title'], $proposal['content'] ) === array_values( $text ) ? null : $text,
			)
		);
	}

	private static function read_again( int $draft_id ): Draft {
		$draft = Draft::find( $draft_id );
		if ( ! $draft ) {
			throw Failure::draft_unknown( $draft_id );
		}
		return $draft;
	}

	/**
	 * One update, so that the SEO plugin sees text and fields together and WordPress makes no spurious revision. For this class
	 * and Undo, inside of the draft's transaction.
	 *
	 * @param Draft $draft    As it stands, locked.
	 * @param array $proposal `title`, `content`, `excerpt` and `data` with `slug`, `seo`, `stats`; `stored` is what the SEO fields'
	 *                        rows have to hold exactly, where that is known.
	 * @throws Failure When WordPress could not save.
	 */
	public static function write( Draft $draft, array $proposal ): void {
		$fields = array(
			'post_title'   => $proposal['title'],
			'post_content' => $proposal['content'],
			'post_excerpt' => $proposal['excerpt'],
			// A post that was published meanwhile keeps its address.
			'post_name'    => $draft->is_open() ? (string) $proposal['data']['slug'] : $draft->row->post_name,
		);
		$mine = static function ( $postarr ) use ( $draft ) {
			return (int) ( $postarr['ID'] ?? 0 ) === $draft->id();
		};
		self::$writing = $draft->id();
		try {
			$done = Exact_Write::run(
				$fields,
				$mine,
				static function () use ( $draft, $fields, $proposal ) {
					Scores::drop_stale( $draft->id(), $proposal['data']['stats'] );
					$seo = self::changed( $draft, $proposal['data'] );
					// None of the SEO plugins keeps an empty row.
					foreach ( array_keys( $seo, '', true ) as $key ) {
						delete_post_meta( $draft->id(), $key );
					}
					$update = array(
						'ID'         => $draft->id(),
						'meta_input' => array( '_edit_last' => get_current_user_id() ) + Scores::meta( $proposal['data']['stats'] ) + array_filter( $seo, 'strlen' ),
					);
					return wp_update_post( wp_slash( $update + $fields ), true );
				}
			);
		} finally {
			self::$writing = 0;
		}
		if ( ! $done || is_wp_error( $done ) ) {
			throw Failure::storage( __( 'draft', 'seo-bridge' ), is_wp_error( $done ) ? $done->get_error_message() : '' );
		}
	}

	/**
	 * @return array<string, string> Meta key of an SEO field => its row's new value, where that is another one.
	 */
	private static function changed( Draft $draft, array $data ): array {
		$plugin = Seo_Plugin::active();
		$stored = $data['stored'] ?? $plugin->stored( array_map( 'strval', $data['seo'] ), $draft->stored );
		$meta   = array();
		foreach ( $plugin->keys() as $field => $key ) {
			if ( $draft->stored[ $field ] !== (string) $stored[ $field ] ) {
				$meta[ $key ] = (string) $stored[ $field ];
			}
		}
		return $meta;
	}

	public static function draft_of( int $proposal_id ): int {
		$proposal = Store::proposal( $proposal_id );
		if ( ! $proposal ) {
			throw Failure::proposal_unknown( $proposal_id );
		}
		return $proposal['draft'];
	}

	public static function must_be_allowed( int $draft_id ): void {
		if ( ! Role::may_decide( $draft_id ) ) {
			throw Failure::forbidden( self::not_allowed( $draft_id ) );
		}
	}

	/** The sentence for who may not decide. */
	public static function not_allowed( int $draft_id ): string {
		/* translators: %d: post id. */
		return sprintf( __( 'Only a person who may edit draft %d can decide about its proposals. Sign in with such an account; the bridge\'s own account never can.', 'seo-bridge' ), $draft_id );
	}

	public static function undecided( int $proposal_id ): array {
		$proposal = Store::proposal( $proposal_id );
		if ( ! $proposal ) {
			throw Failure::proposal_unknown( $proposal_id );
		}
		if ( 'pending' !== $proposal['state'] ) {
			throw new Failure(
				'needs_seo_not_pending',
				409,
				/* translators: 1: proposal id, 2: its state. */
				sprintf( __( 'Proposal %1$d was decided already: it is %2$s. Nothing was written.', 'seo-bridge' ), $proposal_id, Presenter::state_label( $proposal['state'] ) ),
				array( 'state' => $proposal['state'] )
			);
		}
		return $proposal;
	}

	/** The user who has the draft open in the editor, other than the current one; 0 where there is none. */
	public static function open_elsewhere( int $draft_id ): int {
		if ( ! function_exists( 'wp_check_post_lock' ) ) {
			require_once ABSPATH . 'wp-admin/includes/post.php';
		}
		return (int) wp_check_post_lock( $draft_id );
	}

	public static function must_not_be_open_elsewhere( Draft $draft ): void {
		$other = self::open_elsewhere( $draft->id() );
		if ( $other ) {
			$name = (string) get_the_author_meta( 'display_name', $other );
			throw new Failure(
				'needs_seo_locked',
				423,
				/* translators: 1: display name, 2: post id. */
				sprintf( __( '%1$s has draft %2$d open in the editor, and would overwrite what is written now when saving. Nothing was written. Ask them to close it, then try again.', 'seo-bridge' ), $name, $draft->id() ),
				array(
					'user' => array(
						'id'   => (int) $other,
						'name' => $name,
					),
				)
			);
		}
	}
}
