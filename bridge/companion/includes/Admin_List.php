<?php
/**
 * Which proposals and verdicts a person sees, and their rows.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Titles, findings and reasons come from drafts, programs and the web: everything is escaped here.
 */
final class Admin_List {

	const PER_PAGE = 20;

	/**
	 * How many proposals there are in each state, and drafts held, as far as the current user may see them.
	 *
	 * @return array<string, int>
	 */
	public static function counts(): array {
		global $wpdb;
		// phpcs:disable WordPress.DB -- constants, table names and one integer.
		$rows   = (array) $wpdb->get_results( 'SELECT s.meta_value AS state, COUNT(*) AS n' . self::from_proposals() . ' GROUP BY s.meta_value', OBJECT_K );
		$counts = array();
		foreach ( Store::STATES as $state ) {
			$counts[ $state ] = isset( $rows[ $state ] ) ? (int) $rows[ $state ]->n : 0;
		}
		$counts['held'] = (int) $wpdb->get_var( 'SELECT COUNT(*)' . self::from_held() );
		// phpcs:enable
		return $counts;
	}

	/**
	 * @param string $state One of Store::STATES.
	 * @param int    $page  From 1.
	 * @return array[] Proposals, newest first, that the current user may edit the draft of.
	 */
	public static function proposals( string $state, int $page ): array {
		global $wpdb;
		$sql = 'SELECT p.ID' . self::from_proposals() . $wpdb->prepare( ' AND s.meta_value = %s ORDER BY p.post_date DESC, p.ID DESC LIMIT %d OFFSET %d', $state, self::PER_PAGE, ( $page - 1 ) * self::PER_PAGE ); // phpcs:ignore WordPress.DB
		return array_filter(
			Store::load( $wpdb->get_col( $sql ) ), // phpcs:ignore WordPress.DB
			static function ( $proposal ) {
				return current_user_can( 'edit_post', $proposal['draft'] );
			}
		);
	}

	/**
	 * @param int $page From 1.
	 * @return int[] Ids of held drafts.
	 */
	public static function held( int $page ): array {
		global $wpdb;
		$sql = 'SELECT d.ID' . self::from_held() . $wpdb->prepare( ' ORDER BY s.meta_id DESC LIMIT %d OFFSET %d', self::PER_PAGE, ( $page - 1 ) * self::PER_PAGE ); // phpcs:ignore WordPress.DB
		return array_filter(
			array_map( 'intval', $wpdb->get_col( $sql ) ), // phpcs:ignore WordPress.DB
			static function ( $draft_id ) {
				return current_user_can( 'edit_post', $draft_id );
			}
		);
	}

	public static function proposal_row( array $proposal ): void {
		$draft  = Draft::find( $proposal['draft'] );
		$state  = Revision_Screen::state( $proposal, $draft );
		$counts = array_count_values( wp_list_pluck( $proposal['data']['findings'], 'severity' ) );
		echo '<tr>';
		self::title_cell( $proposal['draft'], $draft, $proposal['title'] );
		echo '<td data-colname="' . esc_attr__( 'State', 'seo-bridge' ) . '"><span class="needs-seo-state needs-seo-is-' . esc_attr( $state ) . '">' . esc_html( Presenter::state_label( $state ) ) . '</span>' . self::remark( $proposal, $draft, $state ) . '</td>'; // phpcs:ignore WordPress.Security
		echo '<td data-colname="' . esc_attr__( 'Engine', 'seo-bridge' ) . '">' . esc_html( $proposal['data']['engine'] ) . '</td>';
		echo '<td data-colname="' . esc_attr__( 'Words', 'seo-bridge' ) . '">' . '<span class="needs-seo-words">' . esc_html( Revision_Screen::words( $proposal ) ) . '</span> ' . Scores::bullets( $proposal['data']['stats'] ) . '</td>'; // phpcs:ignore WordPress.Security
		echo '<td data-colname="' . esc_attr__( 'Checks', 'seo-bridge' ) . '">' . self::counted( $counts ) . '</td>'; // phpcs:ignore WordPress.Security
		echo '<td data-colname="' . esc_attr__( 'Age', 'seo-bridge' ) . '">' . self::age( $proposal['data']['created_at'] ) . '</td>'; // phpcs:ignore WordPress.Security
		echo '<td class="needs-seo-actions" data-colname="' . esc_attr__( 'Actions', 'seo-bridge' ) . '"><div>';
		Admin_Page::actions( $proposal, $state );
		echo '</div></td></tr>';
	}

	public static function held_row( int $draft_id ): void {
		$draft = Draft::find( $draft_id );
		$held  = Store::draft_json( $draft_id, Store::HELD );
		echo '<tr>';
		self::title_cell( $draft_id, $draft, '' );
		echo '<td data-colname="' . esc_attr__( 'Reasons', 'seo-bridge' ) . '">' . Revision_Screen::findings( (array) ( $held['findings'] ?? array() ) ); // phpcs:ignore WordPress.Security
		if ( $draft && $draft->hash() !== ( $held['base'] ?? '' ) ) {
			echo '<p class="description">' . esc_html__( 'The draft was changed since this verdict.', 'seo-bridge' ) . '</p>';
		}
		echo '</td><td data-colname="' . esc_attr__( 'Engine', 'seo-bridge' ) . '">' . esc_html( (string) ( $held['engine'] ?? '' ) ) . '</td>';
		echo '<td data-colname="' . esc_attr__( 'Age', 'seo-bridge' ) . '">' . self::age( (string) ( $held['created_at'] ?? '' ) ) . '</td>'; // phpcs:ignore WordPress.Security
		echo '<td data-colname="' . esc_attr__( 'Actions', 'seo-bridge' ) . '"><a class="button" href="' . esc_url( Presenter::edit_link( $draft_id ) ) . '">' . esc_html__( 'Open the draft', 'seo-bridge' ) . '</a></td></tr>';
	}

	private static function title_cell( int $draft_id, ?Draft $draft, string $proposed ): void {
		$title  = $draft ? $draft->row->post_title : '';
		$author = $draft ? (string) get_the_author_meta( 'display_name', (int) $draft->row->post_author ) : '';
		echo '<td class="column-primary" data-colname="' . esc_attr__( 'Draft', 'seo-bridge' ) . '"><strong><a class="row-title" href="' . esc_url( Presenter::edit_link( $draft_id ) ) . '">'
			. esc_html( '' === $title ? __( '(no title)', 'seo-bridge' ) : $title ) . '</a></strong>';
		if ( '' !== $proposed && $proposed !== $title ) {
			/* translators: %s: the title the proposal has. */
			echo '<br><span class="needs-seo-proposed">' . esc_html( sprintf( __( 'proposed: %s', 'seo-bridge' ), $proposed ) ) . '</span>';
		}
		/* translators: %s: author of the draft. */
		echo '<br><span class="description">' . esc_html( sprintf( __( 'by %s', 'seo-bridge' ), $author ) ) . '</span>';
		echo '<button type="button" class="toggle-row"><span class="screen-reader-text">' . esc_html__( 'Show more details', 'seo-bridge' ) . '</span></button></td>';
	}

	/** What a person should know about the state; escaped HTML. */
	private static function remark( array $proposal, ?Draft $draft, string $state ): string {
		$text = '';
		if ( 'stale' === $state ) {
			$text = $draft && ! $draft->is_open()
				? __( 'The post is no longer a draft.', 'seo-bridge' )
				: __( 'The draft was changed since.', 'seo-bridge' );
		} elseif ( 'approved' === $state && $draft && $draft->hash() === $proposal['data']['base'] ) {
			// Somebody's save was under way during the approval and wrote the text it had read before.
			$text = __( 'The draft is back at the text from before the approval; a save made at the same moment may have overwritten it. The approved text is among the revisions.', 'seo-bridge' );
		} elseif ( ! empty( $proposal['decision']['reason'] ) ) {
			$text = (string) $proposal['decision']['reason'];
		}
		$by = (int) ( $proposal['decision']['by'] ?? 0 );
		if ( $by ) {
			/* translators: %s: display name. */
			$text = trim( sprintf( __( 'by %s', 'seo-bridge' ), (string) get_the_author_meta( 'display_name', $by ) ) . '. ' . $text );
		}
		return '' === $text ? '' : '<br><span class="description">' . esc_html( $text ) . '</span>';
	}

	private static function counted( array $counts ): string {
		$parts = array();
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
		return $time ? '<time datetime="' . esc_attr( $iso ) . '" title="' . esc_attr( wp_date( 'Y-m-d H:i', $time ) ) . '">' . esc_html( human_time_diff( $time ) ) . '</time>' : '';
	}

	private static function from_proposals(): string {
		global $wpdb;
		return " FROM {$wpdb->posts} p JOIN {$wpdb->postmeta} s ON s.post_id = p.ID AND s.meta_key = '" . Store::STATE . "'"
			. " JOIN {$wpdb->posts} d ON d.ID = p.post_parent WHERE p.post_type = 'revision'" . self::own();
	}

	private static function from_held(): string {
		global $wpdb;
		return " FROM {$wpdb->posts} d JOIN {$wpdb->postmeta} s ON s.post_id = d.ID AND s.meta_key = '" . Store::HELD . "'"
			. " WHERE d.post_status IN ('" . implode( "','", Draft::STATUSES ) . "')" . self::own();
	}

	/** Who may not edit others' posts needs no list of them; single posts are checked once more, one by one. */
	private static function own(): string {
		return current_user_can( 'edit_others_posts' ) ? '' : ' AND d.post_author = ' . get_current_user_id();
	}
}
