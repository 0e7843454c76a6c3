<?php
/**
 * What the page says about itself: the help tab, and how to begin.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * The same few sentences in both places, so that they can't differ.
 */
final class Proposals_Help {

	public static function tabs(): void {
		$screen = get_current_screen();
		$screen->add_help_tab(
			array(
				'id'      => 'needs-seo-start',
				'title'   => __( 'How it works', 'seo-bridge' ),
				'content' => '<p>' . esc_html__( 'The SEO bridge rewrites drafts for search, proves each fact against your text, and shows the result here.', 'seo-bridge' ) . '</p>'
					. self::steps() . '<p><strong>' . esc_html__( 'Nothing is ever approved or published automatically.', 'seo-bridge' ) . '</strong></p>',
			)
		);
		$screen->add_help_tab(
			array(
				'id'      => 'needs-seo-states',
				'title'   => __( 'States', 'seo-bridge' ),
				'content' => self::states(),
			)
		);
		$screen->add_help_tab(
			array(
				'id'      => 'needs-seo-columns',
				'title'   => __( 'Columns', 'seo-bridge' ),
				'content' => '<ul><li>' . implode( '</li><li>', array_map( 'esc_html', self::columns() ) ) . '</li></ul>',
			)
		);
		$screen->set_help_sidebar( '<p><a href="' . esc_url( plugins_url( 'guide/guide.html', PLUGIN_FILE ) ) . '">' . esc_html__( 'Guide for editors (in French)', 'seo-bridge' ) . '</a></p><p><a href="' . esc_url( plugins_url( 'guide/verifications.html', PLUGIN_FILE ) ) . '">' . esc_html__( 'What each check means', 'seo-bridge' ) . '</a></p><p><a href="' . esc_url( self::drafts() ) . '">' . esc_html__( 'Your drafts', 'seo-bridge' ) . '</a></p><p><a href="' . esc_url( admin_url( 'profile.php#needs-seo-mail' ) ) . '">' . esc_html__( 'Mails about proposals', 'seo-bridge' ) . '</a></p>' );
	}

	/** For a site, or a person, without a single proposal. */
	public static function empty_site(): void {
		echo '<div class="needs-seo-empty"><h2>' . esc_html__( 'No proposal yet', 'seo-bridge' ) . '</h2><p>' . esc_html__( 'This is how you get the first one:', 'seo-bridge' ) . '</p>'
			. self::steps() // phpcs:ignore WordPress.Security -- escaped there.
			. '<p><a class="button button-primary" href="' . esc_url( self::drafts() ) . '">' . esc_html__( 'Choose a draft', 'seo-bridge' ) . '</a> '
			. '<button type="button" class="button needs-seo-open-help hide-if-no-js">' . esc_html__( 'Help', 'seo-bridge' ) . '</button></p></div>';
	}

	private static function drafts(): string {
		return admin_url( 'edit.php?post_status=draft&post_type=post' );
	}

	/** Escaped HTML. */
	private static function steps(): string {
		$steps = array(
			/* translators: %s: slug of a tag. */
			sprintf( __( 'In the list of posts, or in the editor, choose “Request an SEO rewrite” for a draft; or give it the tag %s.', 'seo-bridge' ), Queue::slug() ),
			__( 'Wait for the next round of the bridge. The draft is not changed meanwhile.', 'seo-bridge' ),
			__( 'Read the proposal beside your text, here: approve it, or reject it with a reason, which goes into the next one.', 'seo-bridge' ),
		);
		return '<ol><li>' . implode( '</li><li>', array_map( 'esc_html', $steps ) ) . '</li></ol>';
	}

	/** Escaped HTML. */
	private static function states(): string {
		$states = array(
			'pending'    => __( 'The proposal waits for somebody to decide.', 'seo-bridge' ),
			'stale'      => __( 'The draft was changed after the proposal was made. It can no longer be approved: ask for a new one.', 'seo-bridge' ),
			'held'       => __( 'No proposal could be made without something that is not in your text; the reasons are named.', 'seo-bridge' ),
			'approved'   => __( 'The proposal stands in the draft.', 'seo-bridge' ),
			'rejected'   => __( 'Somebody said no, and why.', 'seo-bridge' ),
			'superseded' => __( 'A newer proposal took its place.', 'seo-bridge' ),
		);
		$html = '<ul>';
		foreach ( $states as $state => $text ) {
			$html .= '<li><strong>' . esc_html( Presenter::state_label( $state ) ) . '</strong>: ' . esc_html( $text ) . '</li>';
		}
		return $html . '</ul>';
	}

	/** @return string[] */
	private static function columns(): array {
		return array(
			__( 'Words: of the draft, then of the proposal.', 'seo-bridge' ),
			__( 'SEO and readability: the scores of Yoast’s own analysis, from 0 to 100, with its colours.', 'seo-bridge' ),
			__( 'Checks: blockers are facts that could not be proved, warnings are doubts to read.', 'seo-bridge' ),
			__( 'Cost: what the calls of the model cost, in the currency of the bridge’s prices.', 'seo-bridge' ),
			__( 'Screen Options hides columns and sets how many rows a page has.', 'seo-bridge' ),
		);
	}
}
