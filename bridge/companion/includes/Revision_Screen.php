<?php
/**
 * Proposals on WordPress's own comparison screen.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Says which revision is a proposal, and shows what core's comparison leaves out: the SEO fields and the findings.
 */
final class Revision_Screen {

	public static function register(): void {
		add_filter( 'wp_prepare_revision_for_js', array( self::class, 'label' ), 10, 3 );
		add_filter( 'wp_get_revision_ui_diff', array( self::class, 'fields' ), 10, 3 );
		add_action( 'admin_print_styles-revision.php', array( self::class, 'styles' ) );
	}

	/**
	 * @param array    $data     For the screen's script.
	 * @param \WP_Post $revision The revision.
	 * @param \WP_Post $post     Its parent.
	 */
	public static function label( $data, $revision, $post ) {
		// The cached look first: a draft may have hundreds of revisions.
		$proposal = metadata_exists( 'post', $revision->ID, Store::STATE ) ? Store::proposal( (int) $revision->ID ) : null;
		if ( ! $proposal ) {
			return '0000-00-00 00:00:00' === $revision->post_modified_gmt ? self::with_age( $data, $revision ) : $data;
		}
		$state                  = self::state( $proposal, Draft::find( (int) $post->ID ) );
		$data['author']['name'] = sprintf(
			/* translators: %s: state of the proposal. */
			__( 'SEO proposal (%s)', 'seo-bridge' ),
			Presenter::state_label( $state )
		);
		// A letter in a circle: the comparison shows this beside people's photographs.
		$data['author']['avatar'] = '<span class="needs-seo-avatar" aria-hidden="true">SEO</span>';
		if ( ! in_array( $state, array( 'pending', 'approved' ), true ) ) {
			$data['restoreUrl'] = false;
		}
		return $data;
	}

	/** A draft that was never saved twice has no GMT date yet, and core would say "2026 years ago". */
	private static function with_age( array $data, \WP_Post $revision ): array {
		$data['timeAgo'] = sprintf(
			/* translators: %s: a time span. */
			__( '%s ago', 'seo-bridge' ),
			human_time_diff( (int) strtotime( get_gmt_from_date( $revision->post_modified ) . ' +0000' ) )
		);
		return $data;
	}

	/**
	 * @param array[]        $fields Of core: id, name, diff (HTML).
	 * @param \WP_Post|false $from   Left.
	 * @param \WP_Post       $to     Right.
	 */
	public static function fields( $fields, $from, $to ) {
		$proposal = $to instanceof \WP_Post && 'revision' === $to->post_type ? Store::proposal( (int) $to->ID ) : null;
		if ( ! $proposal ) {
			return $fields;
		}
		$draft   = Draft::find( $proposal['draft'] );
		$summary = array(
			'id'   => 'needs_seo',
			'name' => __( 'SEO proposal', 'seo-bridge' ),
			'diff' => self::summary( $proposal, $draft ),
		);
		// After the title and before the long text, where they would not be seen.
		$title = array_splice( $fields, 0, isset( $fields[0]['id'] ) && 'post_title' === $fields[0]['id'] ? 1 : 0 );
		return array_merge( array( $summary ), $title, self::seo_fields( $proposal, $draft ), $fields );
	}

	private static function seo_fields( array $proposal, ?Draft $draft ): array {
		$data   = $proposal['data'];
		$before = 'pending' === $proposal['state'] && $draft ? array( 'slug' => $draft->row->post_name ) + $draft->seo : $data['before'];
		$after  = array( 'slug' => $data['slug'] ) + $data['seo'];
		$names  = array(
			'title'       => __( 'SEO title', 'seo-bridge' ),
			'description' => __( 'Meta description', 'seo-bridge' ),
			'keyphrase'   => __( 'Focus keyphrase', 'seo-bridge' ),
			'slug'        => __( 'Slug', 'seo-bridge' ),
		);
		$rows = array();
		foreach ( $names as $key => $name ) {
			$diff = wp_text_diff( (string) $before[ $key ], (string) $after[ $key ], array( 'show_split_view' => true ) );
			if ( $diff ) {
				$rows[] = array(
					'id'   => 'needs_seo_' . $key,
					'name' => $name,
					'diff' => $diff,
				);
			}
		}
		return $rows;
	}

	/** Everything in it came from outside: escaped, without exception. */
	private static function summary( array $proposal, ?Draft $draft ): string {
		$state = self::state( $proposal, $draft );
		$facts = array( Presenter::state_label( $state ) );
		$words = self::words( $proposal );
		if ( '' !== $words ) {
			/* translators: %s: two numbers with an arrow between them. */
			$facts[] = sprintf( __( 'words: %s', 'seo-bridge' ), $words );
		}
		if ( '' !== $proposal['data']['engine'] ) {
			/* translators: %s: name of the program that wrote the proposal. */
			$facts[] = sprintf( __( 'engine: %s', 'seo-bridge' ), $proposal['data']['engine'] );
		}
		$html = '<p class="needs-seo-facts">' . esc_html( implode( ' · ', $facts ) ) . ' ' . Scores::bullets( $proposal['data']['stats'] ) . '</p>';
		if ( 'stale' === $state ) {
			$html .= '<p class="needs-seo-stale">' . esc_html__( 'The draft was changed after this proposal was prepared: it can no longer be approved. Ask for a new one, or copy by hand what you want to keep.', 'seo-bridge' ) . '</p>';
		}
		if ( 'pending' === $state ) {
			$html .= '<p>' . esc_html__( 'Restoring this revision approves the proposal: its text, slug and SEO fields go into the draft, and nothing is published.', 'seo-bridge' )
				. ' <a href="' . esc_url( Admin_Page::url() ) . '">' . esc_html__( 'Reject it with a reason', 'seo-bridge' ) . '</a></p>';
		}
		if ( ! empty( $proposal['decision']['reason'] ) ) {
			/* translators: %s: reason of the rejection. */
			$html .= '<p>' . esc_html( sprintf( __( 'Rejected because: %s', 'seo-bridge' ), $proposal['decision']['reason'] ) ) . '</p>';
		}
		return $html . self::findings( $proposal['data']['findings'] );
	}

	/** A list of findings, the gravest first. */
	public static function findings( array $findings ): string {
		if ( ! $findings ) {
			return '<p>' . esc_html__( 'The checks found nothing to say.', 'seo-bridge' ) . '</p>';
		}
		$order = array_flip( array( 'blocker', 'warning', 'info' ) );
		usort(
			$findings,
			static function ( $a, $b ) use ( $order ) {
				return ( $order[ $a['severity'] ] ?? 9 ) <=> ( $order[ $b['severity'] ] ?? 9 );
			}
		);
		$html = '<ul class="needs-seo-findings">';
		foreach ( $findings as $one ) {
			$html .= '<li class="needs-seo-' . esc_attr( $one['severity'] ) . '"><strong>' . esc_html( Presenter::severity_label( $one['severity'] ) ) . '</strong> '
				. esc_html( $one['message'] )
				. ( (string) $one['place'] !== '' ? ' <span class="needs-seo-place">' . esc_html( $one['place'] ) . '</span>' : '' )
				. ( (string) $one['evidence'] !== '' ? '<br><q>' . esc_html( $one['evidence'] ) . '</q>' : '' )
				. '</li>';
		}
		return $html . '</ul>';
	}

	/** "640 → 812", or nothing where the bridge did not count. */
	public static function words( array $proposal ): string {
		$stats = $proposal['data']['stats'];
		return isset( $stats['words_before'], $stats['words_after'] )
			? number_format_i18n( (float) $stats['words_before'] ) . ' → ' . number_format_i18n( (float) $stats['words_after'] )
			: '';
	}

	public static function state( array $proposal, ?Draft $draft ): string {
		return Presenter::is_stale( $proposal, $draft ) ? 'stale' : $proposal['state'];
	}

	public static function styles(): void {
		echo '<style>
		.needs-seo-avatar{display:inline-flex;align-items:center;justify-content:center;width:32px;height:32px;border-radius:50%;background:#2271b1;color:#fff;font-size:11px;font-weight:600;float:left;margin-right:6px}
		.revisions-tooltip .needs-seo-avatar{flex:none}
		.needs-seo-facts{font-size:14px}
		' . Scores::styles() . '
		.needs-seo-stale{border-left:4px solid #dba617;padding:4px 12px;background:#fcf9e8;max-width:60em}
		.needs-seo-findings{max-width:60em;margin:0 0 1.5em}
		.needs-seo-findings li{border-left:4px solid #c3c4c7;padding:2px 0 2px 12px;margin:0 0 8px;overflow-wrap:anywhere}
		.needs-seo-findings .needs-seo-blocker{border-color:#d63638}
		.needs-seo-findings .needs-seo-warning{border-color:#dba617}
		.needs-seo-place{color:#646970}
		.needs-seo-place::before{content:"· "}
		.needs-seo-findings q{color:#50575e}
		</style>';
	}
}
