<?php
/**
 * What the cells of the list say.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Titles, findings and reasons come from drafts, programs and the web: everything is escaped here.
 */
final class Proposal_Cells {

	/**
	 * Reads a page of the list at once, whatever its length.
	 *
	 * @param array[] $items Of Proposals_Query::items().
	 * @return array[] Those whose draft the current user may edit, with `title`, `state`, `data` (what the bridge sent) and more.
	 */
	public static function load( array $items ): array {
		$ids    = wp_list_pluck( $items, 'draft' );
		$staged = Store::load( wp_list_pluck( wp_list_filter( $items, array( 'kind' => 'proposal' ) ), 'id' ) );
		$drafts = Draft::find_many( $ids );
		// For current_user_can(), which asks for the whole post, and for the verdicts.
		$posts = wp_list_pluck( $drafts, 'row' );
		update_post_caches( $posts, 'any', false, true );
		cache_users( self::people( $drafts, $staged ) );
		$rows = array();
		foreach ( $items as $item ) {
			$row = self::row( $item, $drafts[ $item['draft'] ] ?? null, $staged[ $item['id'] ] ?? null );
			if ( $row && current_user_can( 'edit_post', $item['draft'] ) ) {
				$rows[] = $row;
			}
		}
		return $rows;
	}

	private static function people( array $drafts, array $staged ): array {
		$people = array();
		foreach ( $drafts as $draft ) {
			$people[] = (int) $draft->row->post_author;
		}
		foreach ( $staged as $proposal ) {
			$people[] = (int) ( $proposal['decision']['by'] ?? 0 );
		}
		return array_values( array_unique( array_filter( $people ) ) );
	}

	private static function row( array $item, ?Draft $draft, ?array $proposal ): ?array {
		$title = $draft ? (string) $draft->row->post_title : '';
		$item += array(
			'post'  => $draft,
			'title' => '' === $title ? __( '(no title)', 'seo-bridge' ) : $title,
		);
		if ( 'held' === $item['kind'] ) {
			$held = json_decode( (string) get_metadata( 'post', $item['draft'], Store::HELD, true ), true );
			return is_array( $held ) ? $item + array(
				'state'    => 'held',
				'data'     => $held + array( 'findings' => array(), 'stats' => array() ),
				'proposed' => '',
				'decision' => null,
			) : null;
		}
		return $proposal ? $item + array(
			'state'    => Revision_Screen::state( $proposal, $draft ),
			'data'     => $proposal['data'],
			'proposed' => $proposal['title'],
			'decision' => $proposal['decision'],
		) : null;
	}

	/** One cell; escaped HTML. */
	public static function cell( array $item, string $column ): string {
		switch ( $column ) {
			case 'title':
				return self::title( $item );
			case 'state':
				return '<span class="needs-seo-state needs-seo-is-' . esc_attr( $item['state'] ) . '">' . esc_html( Presenter::state_label( $item['state'] ) ) . '</span>' . self::remark( $item );
			case 'author':
				return self::author( $item );
			case 'age':
				return self::age( (string) ( $item['data']['created_at'] ?? '' ) );
			case 'words':
				return self::or_none( esc_html( Revision_Screen::words( $item ) ) );
			case 'seo':
				return self::or_none( Scores::bullet( $item['data']['stats'], 'seo_score' ) );
			case 'readability':
				return self::or_none( Scores::bullet( $item['data']['stats'], 'readability_score' ) );
			case 'findings':
				return self::counted( $item['data']['findings'] );
			case 'engine':
				return self::or_none( esc_html( (string) ( $item['data']['engine'] ?? '' ) ) );
			case 'cost':
				return self::or_none( self::cost( $item['data']['stats']['cost'] ?? null ) );
			default:
				return '';
		}
	}

	/**
	 * The links below the title.
	 *
	 * @return array<string, string> Escaped HTML by name.
	 */
	public static function actions( array $item ): array {
		$links = array();
		/* translators: %s: title. */
		$links['review'] = self::link( self::review( $item ), __( 'Review', 'seo-bridge' ), sprintf( __( 'Review “%s”', 'seo-bridge' ), $item['title'] ) );
		if ( 'proposal' === $item['kind'] ) {
			/* translators: %s: title. */
			$links['compare'] = self::link( Presenter::compare_link( $item['id'] ), __( 'Compare', 'seo-bridge' ), sprintf( __( 'Compare “%s” with its proposal', 'seo-bridge' ), $item['title'] ) );
		}
		/* translators: %s: title. */
		$links['edit'] = self::link( Presenter::edit_link( $item['draft'] ), __( 'Edit draft', 'seo-bridge' ), sprintf( __( 'Edit the draft “%s”', 'seo-bridge' ), $item['title'] ) );
		if ( in_array( $item['state'], array( 'pending', 'stale' ), true ) && Role::may_decide( $item['draft'] ) ) {
			/* translators: %s: title. */
			$links['delete'] = self::link( Bulk_Reject::link( $item['id'] ), __( 'Reject…', 'seo-bridge' ), sprintf( __( 'Reject the proposal for “%s”', 'seo-bridge' ), $item['title'] ) );
		}
		return $links;
	}

	private static function link( string $url, string $text, string $label ): string {
		return '<a href="' . esc_url( $url ) . '" aria-label="' . esc_attr( $label ) . '">' . esc_html( $text ) . '</a>';
	}

	private static function review( array $item ): string {
		return 'held' === $item['kind'] ? Presenter::held_link( $item['draft'] ) : Presenter::review_link( $item['id'] );
	}

	private static function title( array $item ): string {
		$html = '<strong><a class="row-title" href="' . esc_url( self::review( $item ) ) . '">' . esc_html( $item['title'] ) . '</a></strong>';
		if ( '' !== $item['proposed'] && $item['proposed'] !== $item['title'] ) {
			/* translators: %s: the title the proposal has. */
			$html .= '<span class="needs-seo-proposed">' . esc_html( sprintf( __( 'proposed: %s', 'seo-bridge' ), $item['proposed'] ) ) . '</span>';
		}
		return $html;
	}

	private static function author( array $item ): string {
		$id   = $item['post'] ? (int) $item['post']->row->post_author : 0;
		$name = $id ? (string) get_the_author_meta( 'display_name', $id ) : '';
		return '' === $name ? self::or_none( '' ) : '<a href="' . esc_url( Admin_Page::url( array( 'author' => $id ) ) ) . '">' . esc_html( $name ) . '</a>';
	}

	/** What a person should know about the state; escaped HTML. */
	private static function remark( array $item ): string {
		$text = self::why( $item );
		$by   = (int) ( $item['decision']['by'] ?? 0 );
		if ( $by ) {
			/* translators: %s: display name. */
			$text = trim( sprintf( __( 'by %s', 'seo-bridge' ), (string) get_the_author_meta( 'display_name', $by ) ) . '. ' . $text );
		}
		return '' === $text ? '' : '<span class="needs-seo-remark">' . esc_html( wp_html_excerpt( $text, 300, '…' ) ) . '</span>';
	}

	private static function why( array $item ): string {
		$draft = $item['post'];
		$same  = $draft && $draft->hash() === ( $item['data']['base'] ?? '' );
		switch ( $item['state'] ) {
			case 'stale':
				return $draft && ! $draft->is_open() ? __( 'The post is no longer a draft.', 'seo-bridge' ) : __( 'The draft was changed since.', 'seo-bridge' );
			case 'held':
				return $same ? self::first_reason( $item['data']['findings'] ) : __( 'The draft was changed since this verdict.', 'seo-bridge' );
			case 'approved':
				// Somebody's save was under way during the approval and wrote the text it had read before.
				return $same ? __( 'The draft is back at the text from before the approval; a save made at the same moment may have overwritten it. The approved text is among the revisions.', 'seo-bridge' ) : '';
			default:
				return (string) ( $item['decision']['reason'] ?? '' );
		}
	}

	private static function first_reason( array $findings ): string {
		foreach ( $findings as $one ) {
			if ( 'blocker' === $one['severity'] ) {
				return (string) $one['message'];
			}
		}
		return (string) ( $findings[0]['message'] ?? '' );
	}

	private static function counted( array $findings ): string {
		$counts = array_count_values( wp_list_pluck( $findings, 'severity' ) );
		$parts  = array();
		if ( ! empty( $counts['blocker'] ) ) {
			/* translators: %s: number. */
			$parts[] = '<span class="needs-seo-blockers">' . esc_html( sprintf( _n( '%s blocker', '%s blockers', $counts['blocker'], 'seo-bridge' ), number_format_i18n( $counts['blocker'] ) ) ) . '</span>';
		}
		if ( ! empty( $counts['warning'] ) ) {
			/* translators: %s: number. */
			$parts[] = esc_html( sprintf( _n( '%s warning', '%s warnings', $counts['warning'], 'seo-bridge' ), number_format_i18n( $counts['warning'] ) ) );
		}
		return $parts ? implode( '<br>', $parts ) : esc_html__( 'nothing to say', 'seo-bridge' );
	}

	private static function age( string $iso ): string {
		$time = (int) strtotime( $iso );
		return $time ? '<time datetime="' . esc_attr( $iso ) . '" title="' . esc_attr( wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $time ) ) . '">' . esc_html( human_time_diff( $time ) ) . '</time>' : '';
	}

	/** In the currency of the bridge's price table, which the site does not know. */
	private static function cost( $cost ): string {
		if ( ! is_int( $cost ) && ! is_float( $cost ) ) {
			return '';
		}
		return esc_html( number_format_i18n( $cost, 0.0 === (float) $cost || $cost >= 10 ? 0 : ( $cost >= 0.1 ? 2 : 4 ) ) );
	}

	private static function or_none( string $html ): string {
		return '' === $html ? '<span aria-hidden="true">—</span><span class="screen-reader-text">' . esc_html__( 'not measured', 'seo-bridge' ) . '</span>' : $html;
	}
}
