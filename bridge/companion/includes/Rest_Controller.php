<?php
/**
 * The routes: thin, over the services.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * See docs/companion-api.md for what each answers.
 */
final class Rest_Controller {

	const SPACE = 'needs-seo/v1';

	public static function register_routes(): void {
		$bridge = array( self::class, 'allow_bridge' );
		$person = array( self::class, 'allow_person' );
		self::route( '/status', 'GET', 'status', $bridge, Rest_Schema::status() );
		self::route( '/drafts', 'GET', 'drafts', $bridge, Rest_Schema::drafts() );
		self::route( '/drafts/(?P<id>[\d]+)', 'GET', 'draft', $bridge, Rest_Schema::id() );
		self::route( '/drafts/(?P<id>[\d]+)/proposals', 'POST', 'propose', $bridge, Rest_Schema::proposal() );
		self::route( '/drafts/(?P<id>[\d]+)/held', 'POST', 'hold', $bridge, Rest_Schema::held() );
		self::route( '/proposals/(?P<id>[\d]+)', 'GET', 'proposal', array( self::class, 'allow_reader' ), Rest_Schema::id() );
		self::route( '/proposals/(?P<id>[\d]+)/outcome', 'GET', 'outcome', $bridge, Rest_Schema::id() );
		self::route( '/proposals/(?P<id>[\d]+)/approve', 'POST', 'approve', $person, Rest_Schema::approve() );
		self::route( '/proposals/(?P<id>[\d]+)/undo', 'POST', 'undo', $person, Rest_Schema::id() );
		self::route( '/proposals/(?P<id>[\d]+)/reject', 'POST', 'reject', $person, Rest_Schema::reject() );
		self::route( '/tags', 'POST', 'create_tag', $bridge, Rest_Schema::tag() );
		self::route( '/glossary', 'GET', 'glossary', $bridge, array() );
		self::route( '/glossary-offers', 'POST', 'offer', $bridge, Rest_Schema::glossary_offers() );
	}

	/**
	 * @return true|\WP_Error
	 */
	public static function allow_bridge() {
		if ( Role::is_bridge() ) {
			return true;
		}
		if ( is_user_logged_in() ) {
			/* translators: 1: capability, 2: role. */
			return Failure::forbidden( sprintf( __( 'This account lacks the capability %1$s. Give it the role %2$s, and no other, under Users.', 'seo-bridge' ), Role::CAPABILITY, _x( 'SEO bridge', 'User role', 'seo-bridge' ) ) )->to_wp_error();
		}
		return Failure::forbidden( __( 'Nobody is signed in. Send the bridge\'s user name with an application password; over http WordPress accepts these only on local sites.', 'seo-bridge' ), self::sign_in() )->to_wp_error();
	}

	/**
	 * Why nobody is signed in: whether a password arrived at all (some web servers take the Authorization header away), and
	 * what core found wrong with it. Core means to say that itself, but looks too early: it finds out who asks only after
	 * it has looked for the error, unless another plugin asked before.
	 */
	private static function sign_in(): array {
		global $wp_rest_application_password_status;
		return array(
			'password_arrived' => isset( $_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW'] ),
			'refusal'          => is_wp_error( $wp_rest_application_password_status ) ? (string) $wp_rest_application_password_status->get_error_code() : null,
		);
	}

	/**
	 * @return true|\WP_Error
	 */
	public static function allow_reader( \WP_REST_Request $request ) {
		return Role::is_bridge() ? true : self::allow_person( $request );
	}

	/**
	 * @return true|\WP_Error
	 */
	public static function allow_person( \WP_REST_Request $request ) {
		if ( ! is_user_logged_in() ) {
			return Failure::forbidden( __( 'Nobody is signed in. Sign in with an account that may edit the draft.', 'seo-bridge' ) )->to_wp_error();
		}
		$id       = (int) $request['id'];
		$proposal = Store::proposal( $id );
		if ( $proposal && Role::may_decide( $proposal['draft'] ) ) {
			return true;
		}
		if ( ! $proposal && Role::may_see_all() ) {
			return Failure::proposal_unknown( $id )->to_wp_error();
		}
		// The same answer, word for word, for what is not there and what is not theirs: ids are nobody else's business.
		/* translators: %d: revision id. */
		return Failure::forbidden( sprintf( __( 'There is no proposal with the id %d, or this account may not edit its draft. Sign in with an account that may; the bridge\'s own account never can.', 'seo-bridge' ), $id ) )->to_wp_error();
	}

	public static function status( \WP_REST_Request $request ): array {
		list( $granted, $too_much ) = Role::capabilities();
		$term = get_term_by( 'slug', $request['tag'], Tags::TAXONOMY );
		$user = wp_get_current_user();
		return array(
			'plugin'     => array(
				'version' => VERSION,
				'api'     => API_VERSION,
			),
			'wordpress'  => get_bloginfo( 'version' ),
			'php'        => PHP_VERSION,
			'locale'     => get_locale(),
			'timezone'   => wp_timezone_string(),
			'time'       => time(),
			'site'       => array(
				'name' => html_entity_decode( get_bloginfo( 'name' ), ENT_QUOTES, 'UTF-8' ),
				'url'  => home_url(),
			),
			'user'       => array(
				'id'              => $user->ID,
				'login'           => $user->user_login,
				'capabilities'    => $granted,
				'too_much'        => $too_much,
				'unfiltered_html' => current_user_can( 'unfiltered_html' ),
			),
			'tag'        => array(
				'slug'   => $request['tag'],
				'exists' => (bool) $term,
				'drafts' => $term ? self::query( $request['tag'], Draft::types(), Draft::STATUSES, 1, 1 )->found_posts : 0,
			),
			'seo_plugin' => array(
				'name'    => Seo_Plugin::active()->name(),
				'version' => Seo_Plugin::active()->version(),
				'others'  => array_slice( Seo_Plugin::all_active(), 1 ),
			),
			'revisions'  => wp_revisions_to_keep( new \WP_Post( (object) array( 'post_type' => 'post' ) ) ),
			'kses'       => array(
				'lost'     => Kses_Check::lost_of_an_article(),
				'stripped' => Kses_Check::stripped(),
			),
		);
	}

	/**
	 * @return \WP_REST_Response|\WP_Error
	 */
	public static function drafts( \WP_REST_Request $request ) {
		if ( ! get_term_by( 'slug', $request['tag'], Tags::TAXONOMY ) ) {
			return ( new Failure(
				'needs_seo_tag_unknown',
				404,
				/* translators: %s: tag slug. */
				sprintf( __( 'This site has no tag with the slug "%s". Create it under Posts > Tags, or put its right slug into the bridge\'s settings.', 'seo-bridge' ), $request['tag'] )
			) )->to_wp_error();
		}
		$query   = self::query( $request['tag'], $request['type'], $request['status'], $request['per_page'], $request['page'] );
		$ids     = array_map( 'intval', $query->posts );
		$pending = Store::pending_of( $ids );
		$drafts  = Draft::find_many( $ids );
		cache_users( array_map( 'intval', wp_list_pluck( wp_list_pluck( $drafts, 'row' ), 'post_author' ) ) );
		$list = array();
		foreach ( $drafts as $id => $draft ) {
			$list[] = Presenter::draft_light( $draft, $pending[ $id ] ?? null );
		}
		$answer = new \WP_REST_Response( $list );
		$answer->header( 'X-WP-Total', (string) $query->found_posts );
		$answer->header( 'X-WP-TotalPages', (string) $query->max_num_pages );
		return $answer;
	}

	/**
	 * @return array|\WP_Error
	 */
	public static function draft( \WP_REST_Request $request ) {
		$draft = Draft::find( (int) $request['id'] );
		if ( ! $draft ) {
			return Failure::draft_unknown( (int) $request['id'] )->to_wp_error();
		}
		// Private and published texts are none of the bridge's business.
		return $draft->is_open() ? Presenter::draft_full( $draft ) : Failure::not_draft( $draft->id(), $draft->row->post_status )->to_wp_error();
	}

	/**
	 * @return \WP_REST_Response|\WP_Error
	 */
	public static function propose( \WP_REST_Request $request ) {
		return self::guarded(
			static function () use ( $request ) {
				list( $id, $new ) = Staging::propose( (int) $request['id'], Payload::proposal( $request ) );
				return new \WP_REST_Response( Presenter::proposal( Store::proposal( $id ) ), $new ? 201 : 200 );
			}
		);
	}

	/**
	 * @return \WP_REST_Response|\WP_Error
	 */
	public static function hold( \WP_REST_Request $request ) {
		return self::guarded(
			static function () use ( $request ) {
				Staging::hold( (int) $request['id'], Payload::verdict( $request ) );
				return new \WP_REST_Response(
					array(
						'draft' => (int) $request['id'],
						'job'   => $request['job'],
						'state' => 'held',
					)
				);
			}
		);
	}

	/**
	 * @return array|\WP_Error
	 */
	public static function proposal( \WP_REST_Request $request ) {
		$proposal = Store::proposal( (int) $request['id'] );
		return $proposal ? Presenter::proposal( $proposal ) : Failure::proposal_unknown( (int) $request['id'] )->to_wp_error();
	}

	/**
	 * @return \WP_REST_Response|\WP_Error
	 */
	public static function approve( \WP_REST_Request $request ) {
		return self::guarded(
			static function () use ( $request ) {
				Decision::approve( (int) $request['id'], Parts::normalized( $request['parts'] ) );
				return new \WP_REST_Response( Presenter::proposal( Store::proposal( (int) $request['id'] ) ) );
			}
		);
	}

	/**
	 * @return \WP_REST_Response|\WP_Error
	 */
	public static function reject( \WP_REST_Request $request ) {
		return self::guarded(
			static function () use ( $request ) {
				Decision::reject( (int) $request['id'], $request['reason'], rest_sanitize_boolean( $request['retry'] ) );
				return new \WP_REST_Response( Presenter::proposal( Store::proposal( (int) $request['id'] ) ) );
			}
		);
	}

	/**
	 * @return \WP_REST_Response|\WP_Error
	 */
	public static function undo( \WP_REST_Request $request ) {
		return self::guarded(
			static function () use ( $request ) {
				Undo::run( (int) $request['id'] );
				return new \WP_REST_Response( Presenter::proposal( Store::proposal( (int) $request['id'] ) ) );
			}
		);
	}

	/**
	 * @return array|\WP_Error
	 */
	public static function outcome( \WP_REST_Request $request ) {
		$proposal = Store::proposal( (int) $request['id'] );
		return $proposal ? Outcome::of( $proposal ) : Failure::proposal_unknown( (int) $request['id'] )->to_wp_error();
	}

	/**
	 * @return \WP_REST_Response|\WP_Error
	 */
	public static function create_tag( \WP_REST_Request $request ) {
		return self::guarded(
			static function () use ( $request ) {
				$new = Tags::create( $request['slug'] );
				return new \WP_REST_Response(
					array(
						'slug'    => $request['slug'],
						'created' => $new,
					),
					$new ? 201 : 200
				);
			}
		);
	}

	public static function glossary(): array {
		$entries = array();
		foreach ( Glossary::entries() as $entry ) {
			$entries[] = array(
				'term'      => $entry['term'],
				'rendering' => $entry['rendering'],
			);
		}
		return array( 'entries' => $entries );
	}

	/**
	 * @return array|\WP_Error
	 */
	public static function offer( \WP_REST_Request $request ) {
		return self::guarded(
			static function () use ( $request ) {
				return array( 'waiting' => Glossary::offer( (array) $request['offers'] ) );
			}
		);
	}

	/** Refusals become answers; anything else is a bug, rolled back by now, and is left to WordPress's error handler. */
	private static function guarded( callable $work ) {
		try {
			return $work();
		} catch ( Failure $refusal ) {
			return $refusal->to_wp_error();
		}
	}

	private static function query( string $tag, array $types, array $statuses, int $per_page, int $page ): \WP_Query {
		return new \WP_Query(
			array(
				'post_type'              => $types,
				'post_status'            => $statuses,
				'posts_per_page'         => $per_page,
				'paged'                  => $page,
				'orderby'                => array(
					'modified' => 'ASC',
					'ID'       => 'ASC',
				),
				'fields'                 => 'ids',
				'cache_results'          => false,
				'update_post_meta_cache' => false,
				'update_post_term_cache' => false,
				'tax_query'              => array( // phpcs:ignore WordPress.DB.SlowDBQuery
					array(
						'taxonomy' => Tags::TAXONOMY,
						'field'    => 'slug',
						'terms'    => $tag,
					),
				),
			)
		);
	}

	private static function route( string $path, string $method, string $handler, callable $permission, array $args ): void {
		register_rest_route(
			self::SPACE,
			$path,
			array(
				'methods'             => $method,
				'callback'            => array( self::class, $handler ),
				'permission_callback' => $permission,
				'args'                => $args,
			)
		);
	}
}
