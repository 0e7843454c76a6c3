<?php
/**
 * Where the sections of an article begin, and which parts of the draft they were made from.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Lets a person take some sections of a proposal and keep the draft's own text for the others. Whatever does not fit
 * exactly (other headings than were announced, spans that overlap or cut through a block) is not offered at all.
 */
final class Sections {

	// Elements that hold others: a heading inside of one begins no section, and no cut may go through one.
	const CONTAINERS = array( 'address', 'article', 'aside', 'blockquote', 'details', 'div', 'dl', 'figure', 'footer', 'form', 'header', 'iframe', 'main', 'nav', 'ol', 'pre', 'script', 'section', 'style', 'table', 'ul', 'video', 'audio' );

	const BLOCK = '/^<!--\s+(\/)?wp:([a-z][a-z0-9_\/-]*)\s+(\{.*\}\s+)?(\/)?-->$/s';

	/**
	 * @param array $proposal Of Store::proposal().
	 * @param Draft $draft    The draft, of the version the proposal was made from.
	 * @return array[]|null One for the lead and one for each H2: `heading` (plain text), `head` (markup of the H2), `new` (the proposal's
	 *                      markup, H2 included), `old` (the draft's). Null where sections can't be told apart.
	 */
	public static function of( array $proposal, Draft $draft ): ?array {
		$announced = Evidence::of( $proposal['data'], 'sections' );
		if ( ! $announced ) {
			return null;
		}
		try {
			$new = self::split( $proposal['content'] );
			$old = self::shares( $draft->row->post_content, $announced );
		} catch ( \RuntimeException $unread ) {
			return null;
		}
		if ( count( $new ) !== count( $announced ) || null === $old ) {
			return null;
		}
		$all = array();
		foreach ( $new as $i => $piece ) {
			$all[] = array(
				'heading' => '' === $piece['head'] ? '' : trim( html_entity_decode( wp_strip_all_tags( $piece['head'] ), ENT_QUOTES, 'UTF-8' ) ),
				'old'     => $old[ $i ],
			) + $piece;
		}
		return $all;
	}

	/**
	 * @param array[]    $sections Of of().
	 * @param int[]|null $chosen   Numbers of the sections taken from the proposal; null for none.
	 * @param bool       $headings Whether the others get the proposal's headings.
	 * @return string The text.
	 */
	public static function compose( array $sections, ?array $chosen, bool $headings ): string {
		$text = '';
		foreach ( $sections as $i => $section ) {
			if ( in_array( $i, (array) $chosen, true ) ) {
				$text = self::joined( $text, $section['new'] );
				continue;
			}
			$text = self::joined( $text, $headings ? $section['head'] : '' );
			$text = self::joined( $text, $section['old'] );
		}
		return $text;
	}

	private static function joined( string $text, string $more ): string {
		if ( '' === $text || '' === trim( $more ) ) {
			return $text . $more;
		}
		$apart = "\n" === substr( $text, -1 ) || "\n" === $more[0];
		return $text . ( $apart ? '' : "\n\n" ) . $more;
	}

	/**
	 * The text cut before each H2 that stands at its top level.
	 *
	 * @param string $content Post content.
	 * @return array[] `head`, `new`; the first is the lead, without a head.
	 */
	private static function split( string $content ): array {
		$starts = array( array( 0, 0 ) );
		$open   = null;
		foreach ( self::marks( $content ) as $mark ) {
			if ( null === $open && 0 === $mark['depth'] && $mark['heading'] && $mark['opens'] ) {
				$open = $mark['start'];
			} elseif ( null !== $open && $mark['heading'] && ! $mark['opens'] ) {
				$starts[] = array( $open, $mark['end'] );
				$open     = null;
			}
		}
		$pieces = array();
		foreach ( $starts as $i => list( $start, $head_end ) ) {
			$end      = $starts[ $i + 1 ][0] ?? strlen( $content );
			$pieces[] = array(
				'head' => substr( $content, $start, $head_end - $start ),
				'new'  => substr( $content, $start, $end - $start ),
			);
		}
		return $pieces;
	}

	/**
	 * Everything of the draft, given out to the sections: what no section claims goes with what stands before it.
	 *
	 * @param string  $content   The draft's.
	 * @param array[] $announced With `spans`, in bytes.
	 * @return string[]|null One for each section; null where the spans are not what they should be.
	 */
	private static function shares( string $content, array $announced ): ?array {
		$spans = array();
		foreach ( $announced as $i => $section ) {
			foreach ( (array) ( $section['spans'] ?? array() ) as $span ) {
				if ( ! is_array( $span ) || ! isset( $span[0], $span[1] ) || $span[0] > $span[1] || $span[1] > strlen( $content ) ) {
					return null;
				}
				$spans[] = array( (int) $span[0], (int) $span[1], $i );
			}
		}
		sort( $spans );
		$cuts = array();
		$last = 0;
		foreach ( $spans as list( $start, $end ) ) {
			if ( $start < $last ) {
				return null;
			}
			$last   = $end;
			$cuts[] = $start;
		}
		if ( ! self::may_be_cut( $content, $cuts ) ) {
			return null;
		}
		$shares = array_fill( 0, count( $announced ), '' );
		$at     = 0;
		$owner  = 0;
		foreach ( $spans as list( $start, , $i ) ) {
			$shares[ $owner ] = self::joined( $shares[ $owner ], substr( $content, $at, $start - $at ) );
			list( $at, $owner ) = array( $start, $i );
		}
		$shares[ $owner ] = self::joined( $shares[ $owner ], substr( $content, $at ) );
		return $shares;
	}

	/**
	 * Whether all of these places stand between two pieces of the top level.
	 *
	 * @param string $content Post content.
	 * @param int[]  $cuts    Places in bytes, ascending.
	 */
	private static function may_be_cut( string $content, array $cuts ): bool {
		$next  = 0;
		$depth = 0;
		$mark  = array( 'start' => 0 );
		foreach ( self::marks( $content ) as $mark ) {
			while ( isset( $cuts[ $next ] ) && $cuts[ $next ] <= $mark['start'] ) {
				if ( 0 !== $depth ) {
					return false;
				}
				++$next;
			}
			if ( isset( $cuts[ $next ] ) && $cuts[ $next ] < $mark['end'] ) {
				return false;
			}
			$depth = $mark['after'];
		}
		if ( isset( $cuts[ $next ] ) && 0 !== $depth ) {
			return false;
		}
		foreach ( $cuts as $cut ) {
			// In the middle of a character.
			if ( $cut < strlen( $content ) && 0x80 === ( ord( $content[ $cut ] ) & 0xC0 ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Block delimiters, or in a text without blocks the tags that count, in order.
	 *
	 * @param string $content Post content.
	 * @return array[] `start`, `end` in bytes, `depth` before and `after`, `opens`, and whether it is an H2's (`heading`).
	 * @throws \RuntimeException Where the text is too intricate for PCRE.
	 */
	private static function marks( string $content ): array {
		return has_blocks( $content ) ? self::block_marks( $content ) : self::tag_marks( $content );
	}

	private static function block_marks( string $content ): array {
		$marks = array();
		$depth = 0;
		$open  = array();
		for ( $at = strpos( $content, '<!--' ); false !== $at; $at = strpos( $content, '<!--', $end ) ) {
			$end = strpos( $content, '-->', $at );
			$end = false === $end ? strlen( $content ) : $end + 3;
			$got = substr( $content, $at, $end - $at );
			if ( ! Pattern::matches( self::BLOCK, $got, $part ) ) {
				continue;
			}
			$void   = ! empty( $part[4] );
			$closes = ! empty( $part[1] ) && ! $void;
			$level  = 2;
			if ( ! $closes && ! empty( $part[3] ) ) {
				$given = json_decode( trim( $part[3] ), true );
				$level = (int) ( $given['level'] ?? 2 );
			}
			$before  = $depth;
			$heading = in_array( $part[2], array( 'heading', 'core/heading' ), true ) && ! $void && 2 === $level;
			if ( $closes ) {
				$heading = (bool) array_pop( $open );
				$depth   = max( 0, $depth - 1 );
			} elseif ( ! $void ) {
				$open[] = $heading;
				++$depth;
			}
			$marks[] = self::mark( $at, $end, $before, $depth, $heading, ! $closes );
		}
		return $marks;
	}

	private static function tag_marks( string $content ): array {
		$marks = array();
		$depth = 0;
		$end   = 0;
		for ( $at = strpos( $content, '<' ); false !== $at; $at = strpos( $content, '<', $end ) ) {
			$comment = '<!--' === substr( $content, $at, 4 );
			$end     = strpos( $content, $comment ? '-->' : '>', $at );
			$end     = false === $end ? strlen( $content ) : $end + ( $comment ? 3 : 1 );
			$counts  = Pattern::matches( '/^<(\/?)([a-z][a-z0-9]*)/i', substr( $content, $at, 32 ), $part );
			$name    = $counts ? strtolower( $part[2] ) : '';
			$closes  = $counts && '/' === $part[1];
			$before  = $depth;
			if ( in_array( $name, self::CONTAINERS, true ) ) {
				$depth = max( 0, $depth + ( $closes ? -1 : 1 ) );
			}
			$marks[] = self::mark( $at, $end, $before, $depth, 'h2' === $name, ! $closes );
		}
		return $marks;
	}

	private static function mark( int $start, int $end, int $depth, int $after, bool $heading, bool $opens ): array {
		return compact( 'start', 'end', 'depth', 'after', 'heading', 'opens' );
	}
}
