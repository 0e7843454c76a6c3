<?php
/**
 * How a page of results shows a title and a description.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Google cuts titles by their width (about 600 pixels in Arial at 20 px) and descriptions at about 160 characters,
 * 120 on a telephone.
 */
final class Search_Result {

	const TITLE_WIDTH = 600;
	const DESKTOP     = 160;
	const MOBILE      = 120;
	// Two lines on a telephone.
	const MOBILE_TITLE = 78;

	/** Width in thousandths of the size of the letters => the letters; Arial's metrics. Others count as 556. */
	const WIDTHS = array(
		191 => '\'',
		222 => 'ijl‘’‚',
		260 => '|¦',
		278 => " !,./:;I[\\]ft\u{a0}\u{202f}·",
		333 => '()-`r“”‹›',
		355 => '"',
		389 => '*',
		469 => '^',
		500 => 'cksvxyzJç',
		584 => '+<=>~',
		611 => 'FTZ',
		667 => '&ABEKPSVXY',
		722 => 'CDHNRUw',
		778 => 'GOQ',
		833 => 'Mm',
		889 => '%',
		944 => 'Wœ',
		1000 => '…—Œ',
		1015 => '@',
	);

	/** Pixels, at 20 px. */
	public static function width( string $text ): int {
		static $widths = null;
		if ( null === $widths ) {
			$widths = array();
			foreach ( self::WIDTHS as $width => $letters ) {
				foreach ( self::letters( $letters ) as $letter ) {
					$widths[ $letter ] = $width;
				}
			}
		}
		$sum = 0;
		foreach ( self::letters( $text ) as $letter ) {
			$sum += $widths[ $letter ] ?? $widths[ remove_accents( $letter ) ] ?? 556;
		}
		return (int) round( $sum * 20 / 1000 );
	}

	public static function title( string $text ): string {
		if ( self::width( $text ) <= self::TITLE_WIDTH ) {
			return $text;
		}
		$room  = self::TITLE_WIDTH - self::width( ' …' );
		$words = '';
		foreach ( explode( ' ', $text ) as $word ) {
			$more = '' === $words ? $word : $words . ' ' . $word;
			if ( self::width( $more ) > $room ) {
				break;
			}
			$words = $more;
		}
		return ( '' === $words ? mb_substr( $text, 0, 40 ) : $words ) . ' …';
	}

	/** Cut at a word, with an ellipsis. */
	public static function cut( string $text, int $length ): string {
		if ( mb_strlen( $text ) <= $length ) {
			return $text;
		}
		$text = mb_substr( $text, 0, $length - 2 );
		$end  = mb_strrpos( $text, ' ' );
		return rtrim( $end > $length / 2 ? mb_substr( $text, 0, $end ) : $text, ' ,;:' ) . ' …';
	}

	private static function letters( string $text ): array {
		$letters = preg_split( '//u', $text, -1, PREG_SPLIT_NO_EMPTY );
		return $letters ? $letters : array();
	}
}
