<?php
/**
 * A text as its readers will see it, without running anything of it.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * What blocks have saved is shown as it is saved; blocks and shortcodes that make their output when the page is
 * served, embeds and players become placeholders. No code of a block or shortcode runs, and what is left goes through
 * kses with a list of our own.
 */
final class Rendering {

	// Elements of which nothing is shown, and those shown as a placeholder.
	const GONE     = array( 'script', 'style', 'noscript', 'template', 'svg', 'math', 'select', 'textarea', 'button' );
	const OUTSIDE  = array( 'iframe', 'video', 'audio', 'object', 'embed' );
	const TAGS     = array( 'p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'strong', 'b', 'em', 'i', 'u', 's', 'del', 'ins', 'sub', 'sup', 'small', 'mark', 'code', 'kbd', 'pre', 'q', 'cite', 'abbr', 'time', 'blockquote', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'figure', 'figcaption', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'div', 'span' );
	const HOLD     = "\u{E010}%d\u{E011}";
	const HOLD_ANY = '/\x{E010}(\d+)\x{E011}/u';

	/**
	 * The placeholders of the text at hand, as escaped HTML.
	 *
	 * @var string[]
	 */
	private $held = array();

	/** HTML that may be printed as it is. */
	public static function html( string $content ): string {
		$rendering = new self();
		$content   = str_replace( array( "\u{E010}", "\u{E011}" ), '', wp_check_invalid_utf8( $content, true ) );
		$html      = has_blocks( $content ) ? $rendering->blocks( parse_blocks( $content ) ) : $rendering->classic( $content );
		$safe = $rendering->safe( $html );
		// What is too long or too intricate for PCRE is shown as it is stored.
		return '' === trim( $safe ) && '' !== trim( $content ) ? '<pre>' . esc_html( $content ) . '</pre>' : $safe;
	}

	/**
	 * Plain text in paragraphs, for comparing.
	 *
	 * @param string $html Of html().
	 * @return string[] None is empty.
	 */
	public static function paragraphs( string $html ): array {
		// A row of a table is one line.
		$html  = (string) preg_replace( '#</t[dh]>(?=\s*<t[dh]\b)#i', ' · ', $html );
		$parts = preg_split( '#</?(?:p|br|hr|h[1-6]|li|ul|ol|dl|dt|dd|pre|blockquote|figure|figcaption|table|caption|thead|tbody|tfoot|tr|div)\b[^>]*>#i', $html );
		$texts = array();
		foreach ( $parts ? $parts : array() as $part ) {
			$text = trim( (string) preg_replace( '/\s+/u', ' ', html_entity_decode( wp_strip_all_tags( $part ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ) ) );
			if ( '' !== $text ) {
				$texts[] = $text;
			}
		}
		return $texts;
	}

	private function blocks( array $blocks ): string {
		return implode( '', array_map( array( $this, 'block' ), $blocks ) );
	}

	private function block( array $block ): string {
		$name = (string) $block['blockName'];
		if ( '' === $name ) {
			return '' === trim( $block['innerHTML'] ) ? '' : $this->classic( $block['innerHTML'] );
		}
		if ( 'core/embed' === $name || 0 === strpos( $name, 'core-embed/' ) ) {
			return $this->outside( (string) ( $block['attrs']['url'] ?? '' ) );
		}
		if ( 'core/shortcode' === $name && self::captioned( $block['innerHTML'] ) !== $block['innerHTML'] ) {
			return self::captioned( $block['innerHTML'] );
		}
		if ( 'core/shortcode' === $name ) {
			return $this->hold( '<code class="needs-seo-shortcode">' . esc_html( trim( wp_strip_all_tags( $block['innerHTML'] ) ) ) . '</code>' );
		}
		$html  = '';
		$inner = 0;
		foreach ( $block['innerContent'] as $chunk ) {
			$html .= is_string( $chunk ) ? $chunk : $this->block( $block['innerBlocks'][ $inner++ ] );
		}
		// Nothing saved: such a block makes its output when the page is served.
		/* translators: %s: technical name of a block. */
		return '' === trim( $html ) ? $this->note( sprintf( __( 'Block “%s”, made when the page is shown', 'seo-bridge' ), $name ) ) : $html;
	}

	private function classic( string $html ): string {
		$html = (string) preg_replace_callback(
			'#^[ \t]*(https?://[^\s<>"]+)[ \t]*$#im',
			function ( $found ) {
				return $this->outside( $found[1] );
			},
			$html
		);
		return wpautop( self::captioned( $html ) );
	}

	/** WordPress's own shortcode for a photo with its caption, as readers will see it; nothing is run for it. */
	private static function captioned( string $html ): string {
		return (string) preg_replace_callback(
			'#\[caption\b[^\]]{0,500}\]\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.{0,4000}?)\[/caption\]#is',
			static function ( $found ) {
				return '<figure>' . $found[1] . '<figcaption>' . trim( $found[2] ) . '</figcaption></figure>';
			},
			$html
		);
	}

	private function safe( string $html ): string {
		$html = $this->without( $html, self::GONE, false );
		$html = $this->without( $html, self::OUTSIDE, true );
		$html = wp_kses( $html, self::allowed(), array( 'http', 'https', 'mailto', 'tel' ) );
		$html = (string) preg_replace_callback( '#<img\b[^>]*>#i', array( $this, 'image' ), $html );
		$html = (string) preg_replace( '#<a (?=[^>]*href=)#i', '<a target="_blank" rel="noopener noreferrer" ', force_balance_tags( $html ) );
		return (string) preg_replace_callback(
			self::HOLD_ANY,
			function ( $found ) {
				return $this->held[ (int) $found[1] ] ?? '';
			},
			$html
		);
	}

	/** Every image has a description, if an empty one, and is loaded only when it comes into view. */
	private function image( array $found ): string {
		$tag = $found[0];
		$tag = preg_match( '/\salt=/i', $tag ) ? $tag : (string) preg_replace( '/^<img\b/i', '<img alt=""', $tag );
		return (string) preg_replace( '/^<img\b/i', '<img loading="lazy" referrerpolicy="no-referrer"', $tag );
	}

	/**
	 * The HTML without these elements and what is in them.
	 *
	 * @param string   $html  HTML.
	 * @param string[] $names Elements.
	 * @param bool     $shown Whether a placeholder takes their place.
	 */
	private function without( string $html, array $names, bool $shown ): string {
		$out     = '';
		$at      = 0;
		$pattern = '#<(' . implode( '|', $names ) . ')(?=[\s/>])[^>]*>?#i';
		while ( preg_match( $pattern, $html, $found, PREG_OFFSET_CAPTURE, $at ) ) {
			$start = $found[0][1];
			$end   = $start + strlen( $found[0][0] );
			$close = 'embed' === strtolower( $found[1][0] ) ? false : stripos( $html, '</' . $found[1][0], $end );
			if ( false !== $close ) {
				$end = strpos( $html, '>', $close );
				$end = false === $end ? strlen( $html ) : $end + 1;
			}
			$out .= substr( $html, $at, $start - $at );
			if ( $shown ) {
				$out .= $this->outside( $this->address( substr( $html, $start, min( 4000, $end - $start ) ) ) );
			}
			$at = $end;
		}
		return $out . substr( $html, $at );
	}

	private function address( string $element ): string {
		return preg_match( '/\s(?:src|data)\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s"\'>]+))/i', $element, $found )
			? html_entity_decode( implode( '', array_slice( $found, 1 ) ), ENT_QUOTES, 'UTF-8' )
			: '';
	}

	/** A placeholder for what comes from another place. */
	private function outside( string $url ): string {
		$url  = trim( $url );
		$safe = esc_url( $url, array( 'http', 'https' ) );
		$link = $safe ? '<a href="' . $safe . '" target="_blank" rel="noopener noreferrer">' . esc_html( $url ) . '</a>' : esc_html( $url );
		return $this->hold( '<span class="needs-seo-embed">' . esc_html__( 'Embedded content', 'seo-bridge' ) . ( '' === $url ? '' : ' ' . $link ) . '</span>' );
	}

	private function note( string $text ): string {
		return $this->hold( '<span class="needs-seo-embed">' . esc_html( $text ) . '</span>' );
	}

	private function hold( string $html ): string {
		$this->held[] = $html;
		return sprintf( self::HOLD, count( $this->held ) - 1 );
	}

	private static function allowed(): array {
		$allowed        = array_fill_keys( self::TAGS, array() );
		$allowed['a']   = array( 'href' => true );
		$allowed['img'] = array(
			'src'    => true,
			'alt'    => true,
			'width'  => true,
			'height' => true,
		);
		$allowed['td']  = array(
			'colspan' => true,
			'rowspan' => true,
		);
		$allowed['th']  = $allowed['td'] + array( 'scope' => true );
		return $allowed;
	}
}
