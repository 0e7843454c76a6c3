<?php
/**
 * A refusal with a stable code: thrown inside the locked transaction, so that it rolls everything back.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Thrown by the services, turned into a WP_Error by the routes and into a page by the admin screens.
 */
final class Failure extends \Exception {

	/**
	 * Stable code for programs, such as `needs_seo_stale`.
	 *
	 * @var string
	 */
	private $slug;

	/**
	 * What the REST error carries: `status` (HTTP) and the code's own keys.
	 *
	 * @var array
	 */
	private $data;

	/**
	 * @param string $slug    Stable code.
	 * @param int    $status  HTTP status.
	 * @param string $message For people: what happened, where, what to do.
	 * @param array  $data    More keys of the error's data.
	 */
	public function __construct( string $slug, int $status, string $message, array $data = array() ) {
		parent::__construct( $message, $status );
		$this->slug = $slug;
		$this->data = array( 'status' => $status ) + $data;
	}

	public function slug(): string {
		return $this->slug;
	}

	public function status(): int {
		return (int) $this->data['status'];
	}

	public function to_wp_error(): \WP_Error {
		return new \WP_Error( $this->slug, $this->getMessage(), $this->data );
	}

	public static function draft_unknown( int $draft_id ): self {
		return new self(
			'needs_seo_draft_unknown',
			404,
			/* translators: %d: post id. */
			sprintf( __( 'There is no draft with the id %d on this site, or its post type cannot be read here. Check the id, and that the post type has an editor, revisions and tags.', 'seo-bridge' ), $draft_id )
		);
	}

	public static function proposal_unknown( int $proposal_id ): self {
		return new self(
			'needs_seo_proposal_unknown',
			404,
			/* translators: %d: revision id. */
			sprintf( __( 'There is no proposal with the id %d. WordPress may have removed that revision after it was decided; look at the draft itself.', 'seo-bridge' ), $proposal_id )
		);
	}

	public static function not_draft( int $draft_id, string $status ): self {
		return new self(
			'needs_seo_not_draft',
			409,
			/* translators: 1: post id, 2: post status. */
			sprintf( __( 'Post %1$d is no longer a draft (its status is "%2$s"), so no proposal can be staged or approved for it. Set it back to draft first if you want one.', 'seo-bridge' ), $draft_id, $status ),
			array( 'post_status' => $status )
		);
	}

	public static function stale( int $draft_id, string $current ): self {
		return new self(
			'needs_seo_stale',
			409,
			/* translators: %d: post id. */
			sprintf( __( 'Draft %d was changed after this proposal was prepared, so the proposal no longer fits. Nothing was written. Ask for a new proposal of the current text.', 'seo-bridge' ), $draft_id ),
			array( 'current' => $current )
		);
	}

	public static function busy( int $draft_id ): self {
		return new self(
			'needs_seo_busy',
			423,
			/* translators: %d: post id. */
			sprintf( __( 'Another request is working on draft %d at this moment. Nothing was written. Try again in a few seconds.', 'seo-bridge' ), $draft_id )
		);
	}

	public static function storage( string $step, string $detail ): self {
		return new self(
			'needs_seo_storage',
			500,
			/* translators: 1: what was being done, 2: the database's message. */
			sprintf( __( 'WordPress could not save (%1$s): %2$s. Everything was rolled back. Look at the site\'s error log, then try again.', 'seo-bridge' ), $step, '' === $detail ? __( 'no further detail', 'seo-bridge' ) : $detail )
		);
	}

	/** The one case where a rollback is out of our hands. */
	public static function interrupted( string $detail ): self {
		return new self(
			'needs_seo_storage',
			500,
			/* translators: %s: the database's message. */
			sprintf( __( 'The database, or another plugin, ended the transaction half-way (%s), so part of it may have been saved. Sending the same request again is safe. If it happens again, look for a plugin that commits while posts are saved.', 'seo-bridge' ), $detail )
		);
	}

	public static function forbidden( string $message, array $data = array() ): self {
		return new self( 'needs_seo_forbidden', is_user_logged_in() ? 403 : 401, $message, $data );
	}
}
