<?php
/**
 * Two texts side by side, with what differs marked word by word.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Core's comparison goes by lines, and a rewrite changes every line. Here each paragraph is first put beside the one it
 * resembles most, in order, and only then compared word by word.
 */
final class Differences {

	// How alike two paragraphs have to be to stand side by side, and to be compared word by word (0 to 1).
	const ALIKE = 0.2;
	const CLOSE = 0.4;

	// Texts with more pairs of paragraphs than this are shown one after the other.
	const MOST = 90000;

	// Paragraphs with more words than this are not compared word by word.
	const LONGEST = 2000;

	/**
	 * @param string[] $before Paragraphs, plain text.
	 * @param string[] $after  The same.
	 * @return array[] Rows: `before` and `after` (escaped HTML, "" for nothing), `same`, `close`.
	 */
	public static function rows( array $before, array $after ): array {
		$rows = array();
		foreach ( self::paired( self::aligned( $before, $after ) ) as list( $i, $j, $alike ) ) {
			$old = null === $i ? '' : $before[ $i ];
			$new = null === $j ? '' : $after[ $j ];
			if ( $old === $new ) {
				$html = array( esc_html( $old ), esc_html( $new ) );
			} elseif ( $alike >= self::CLOSE ) {
				$html = self::words( $old, $new );
			} else {
				$html = array( self::marked( 'del', $old ), self::marked( 'ins', $new ) );
			}
			$rows[] = array(
				'before' => $html[0],
				'after'  => $html[1],
				'same'   => $old === $new,
				'close'  => $alike >= self::CLOSE,
			);
		}
		return $rows;
	}

	/** Whether hardly any paragraph resembles one of the other text. */
	public static function says_little( array $rows ): bool {
		return count( array_filter( array_column( $rows, 'close' ) ) ) * 10 < count( $rows );
	}

	/**
	 * One field, word by word.
	 *
	 * @param string $before Plain text.
	 * @param string $after  Plain text.
	 * @return string[] Escaped HTML of both.
	 */
	public static function words( string $before, string $after ): array {
		if ( ! class_exists( 'Text_Diff', false ) ) {
			require_once ABSPATH . WPINC . '/wp-diff.php';
		}
		$words = array( self::split( $before ), self::split( $after ) );
		if ( max( array_map( 'count', $words ) ) > self::LONGEST ) {
			return array( self::marked( 'del', $before ), self::marked( 'ins', $after ) );
		}
		$diff  = new \Text_Diff( 'native', $words );
		$edits = self::smoothed( $diff->getDiff() );
		$html  = array( '', '' );
		foreach ( $edits as list( $same, $old, $new ) ) {
			$html[0] .= $same ? esc_html( $old ) : self::marked( 'del', $old );
			$html[1] .= $same ? esc_html( $new ) : self::marked( 'ins', $new );
		}
		return $html;
	}

	/** Changed words with a single unchanged one between them read better as one change. */
	private static function smoothed( array $edits ): array {
		$all  = array();
		$last = count( $edits ) - 1;
		foreach ( array_values( $edits ) as $i => $edit ) {
			$old  = implode( '', (array) ( $edit->orig ? $edit->orig : array() ) );
			$new  = implode( '', (array) ( $edit->final ? $edit->final : array() ) );
			$same = $edit instanceof \Text_Diff_Op_copy;
			if ( $same && 0 < $i && $i < $last && mb_strlen( trim( $old ) ) < 4 ) {
				$same = false;
			}
			$end = count( $all ) - 1;
			if ( $end >= 0 && ! $same && ! $all[ $end ][0] ) {
				$all[ $end ][1] .= $old;
				$all[ $end ][2] .= $new;
			} else {
				$all[] = array( $same, $old, $new );
			}
		}
		return $all;
	}

	private static function marked( string $tag, string $text ): string {
		return '' === $text ? '' : '<' . $tag . '>' . esc_html( $text ) . '</' . $tag . '>';
	}

	private static function split( string $text ): array {
		$words = preg_split( '/(?<=[\s\x{2019}\'(-])/u', $text, -1, PREG_SPLIT_NO_EMPTY );
		return $words ? $words : array();
	}

	/**
	 * The pairs with the greatest likeness in all that keep both orders.
	 *
	 * @param string[] $before Paragraphs.
	 * @param string[] $after  Paragraphs.
	 * @return array[] Index before, index after (null for none), likeness.
	 */
	private static function aligned( array $before, array $after ): array {
		$n = count( $before );
		$m = count( $after );
		if ( $n * $m > self::MOST ) {
			return array_merge( self::alone( $n, 0 ), self::alone( $m, 1 ) );
		}
		$old   = array_map( array( self::class, 'terms' ), $before );
		$new   = array_map( array( self::class, 'terms' ), $after );
		$best  = array_fill( 0, $n + 1, array_fill( 0, $m + 1, 0.0 ) );
		$alike = array();
		for ( $i = $n - 1; $i >= 0; $i-- ) {
			for ( $j = $m - 1; $j >= 0; $j-- ) {
				$like                = $before[ $i ] === $after[ $j ] ? 1.0 : self::likeness( $old[ $i ], $new[ $j ] );
				$alike[ $i ][ $j ]   = $like;
				$taken               = $like >= self::ALIKE ? $like + $best[ $i + 1 ][ $j + 1 ] : 0.0;
				$best[ $i ][ $j ]    = max( $taken, $best[ $i + 1 ][ $j ], $best[ $i ][ $j + 1 ] );
			}
		}
		$pairs = array();
		for ( $i = 0, $j = 0; $i < $n || $j < $m; ) {
			if ( $i < $n && $j < $m && $alike[ $i ][ $j ] >= self::ALIKE && $best[ $i ][ $j ] === $alike[ $i ][ $j ] + $best[ $i + 1 ][ $j + 1 ] ) {
				$pairs[] = array( $i, $j, $alike[ $i++ ][ $j++ ] );
			} elseif ( $j >= $m || ( $i < $n && $best[ $i + 1 ][ $j ] >= $best[ $i ][ $j + 1 ] ) ) {
				$pairs[] = array( $i++, null, 0.0 );
			} else {
				$pairs[] = array( null, $j++, 0.0 );
			}
		}
		return $pairs;
	}

	private static function alone( int $count, int $side ): array {
		$rows = array();
		for ( $i = 0; $i < $count; $i++ ) {
			$rows[] = 0 === $side ? array( $i, null, 0.0 ) : array( null, $i, 0.0 );
		}
		return $rows;
	}

	/** Between two pairs, what is gone and what is new stand side by side too: one took the place of the other. */
	private static function paired( array $rows ): array {
		$all  = array();
		$gone = array();
		$new  = array();
		foreach ( array_merge( $rows, array( null ) ) as $row ) {
			if ( $row && null === $row[1] ) {
				$gone[] = $row[0];
			} elseif ( $row && null === $row[0] ) {
				$new[] = $row[1];
			} else {
				for ( $k = 0, $count = max( count( $gone ), count( $new ) ); $k < $count; $k++ ) {
					$all[] = array( $gone[ $k ] ?? null, $new[ $k ] ?? null, 0.0 );
				}
				$gone  = array();
				$new   = array();
				$all[] = $row;
			}
		}
		array_pop( $all );
		return $all;
	}

	/** The words that say something, each once. */
	private static function terms( string $text ): array {
		$words = preg_split( '/[^\p{L}\p{N}]+/u', mb_strtolower( $text ), -1, PREG_SPLIT_NO_EMPTY );
		$terms = array();
		foreach ( $words ? $words : array() as $word ) {
			if ( mb_strlen( $word ) > 3 || ctype_digit( $word ) ) {
				$terms[ $word ] = true;
			}
		}
		return $terms;
	}

	/** Dice's coefficient. */
	private static function likeness( array $a, array $b ): float {
		$all = count( $a ) + count( $b );
		return $all ? 2 * count( array_intersect_key( $a, $b ) ) / $all : 0.0;
	}
}
