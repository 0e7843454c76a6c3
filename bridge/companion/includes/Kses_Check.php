<?php
/**
 * What WordPress would strip from a proposal.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Compares each tag and comment with what core's kses makes of it for an author without `unfiltered_html`.
 *
 * A different spelling of the same thing (entities, quotes, order, self-closing slashes) is no loss. What the draft
 * holds already, letter for letter, was put there by somebody who was allowed to, and may stay: a whole element where
 * the tag itself is forbidden, one tag where only attributes are. As the text is then stored byte for byte, everything
 * a browser might read otherwise than this class does counts as lost; so does what is too long for PCRE to read.
 */
final class Kses_Check {

	// What core's block parser takes for a delimiter.
	const BLOCK = '/^<!--\s+\/?wp:(?:[a-z][a-z0-9_-]*\/)?[a-z][a-z0-9_-]*\s+(?:(\{.*\})\s+)?\/?-->$/s';

	// What a browser takes for the name of a tag, however odd the rest of it.
	const NAME = '/^<(\/?)([a-z][^\s\/>]*)/i';

	// A tag about whose reading no two parsers differ.
	const TAG = '/^<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-z_:][-a-z0-9_:.]*(?:\s*=\s*(?:"[^"]*"|\'[^\']*\'|[^\s"\'<>=`]+))?)*)\s*\/?>$/i';

	const ATTRIBUTE = '/([a-z_:][-a-z0-9_:.]*)(?:\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s"\'<>=`]+)))?/i';

	const VOID = array( 'area', 'base', 'br', 'col', 'embed', 'frame', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr' );

	const EMBEDS = array( 'iframe', 'script', 'style', 'form', 'input', 'object', 'embed', 'svg', 'video', 'audio' );

	// One of each thing that the bridge writes, or that its engines are given to write.
	const ARTICLE = '<!-- wp:paragraph --><p><strong>a</strong> <em>b</em> <a href="https://site.example/c">c</a><br></p><!-- /wp:paragraph -->'
		. '<!-- wp:heading {"level":3} --><h2 class="wp-block-heading">d</h2><h3 class="wp-block-heading">e</h3><!-- /wp:heading -->'
		. '<!-- wp:list {"ordered":true} --><ol class="wp-block-list"><li>f</li></ol><ul class="wp-block-list"><li>g</li></ul><!-- /wp:list -->'
		. '<!-- wp:quote --><blockquote class="wp-block-quote"><p>h</p><cite>i</cite></blockquote><!-- /wp:quote -->'
		. '<!-- wp:table --><figure class="wp-block-table"><table><thead><tr><th>j</th></tr></thead><tbody><tr><td>k</td></tr></tbody></table></figure><!-- /wp:table -->'
		. '<!-- wp:image {"id":1,"sizeSlug":"large"} --><figure class="wp-block-image size-large"><img src="https://site.example/l.jpg" alt="m" class="wp-image-1"/><figcaption>n</figcaption></figure><!-- /wp:image -->';

	/**
	 * @param array $payload Of Payload::proposal().
	 * @param Draft $draft   The draft as it stands.
	 * @return string[] What would be lost, for people; empty where nothing would.
	 */
	public static function lost( array $payload, Draft $draft ): array {
		$known = self::known( $draft->row->post_content, $draft->row->post_excerpt );
		$title = self::known( $draft->row->post_title );
		$lost  = array_merge(
			self::in_field( __( 'title', 'seo-bridge' ), $payload['title'], 'title_save_pre', $title ),
			self::in_field( __( 'content', 'seo-bridge' ), $payload['content'], 'post', $known ),
			self::in_field( __( 'excerpt', 'seo-bridge' ), $payload['excerpt'], 'post', $known ),
			self::in_field( __( 'SEO title', 'seo-bridge' ), $payload['seo']['title'], 'strip', '' ),
			self::in_field( __( 'meta description', 'seo-bridge' ), $payload['seo']['description'], 'strip', '' ),
			self::in_field( __( 'focus keyphrase', 'seo-bridge' ), $payload['seo']['keyphrase'], 'strip', '' )
		);
		return array_values( array_unique( $lost ) );
	}

	/**
	 * What this site's filter would take from an article as the bridge writes it: a plugin may forbid more than core does.
	 *
	 * @return string[] As of lost(); empty where nothing would be lost.
	 */
	public static function lost_of_an_article(): array {
		return array_values( array_unique( self::in_field( __( 'content', 'seo-bridge' ), self::ARTICLE, 'post', '' ) ) );
	}

	/**
	 * Of the tags that embeds are made of, those that this site's filter takes away unless the draft has them itself.
	 *
	 * @return string[] Names of tags.
	 */
	public static function stripped(): array {
		return array_values(
			array_filter(
				self::EMBEDS,
				static function ( $name ) {
					return '' === self::kses( "<$name>", 'post' );
				}
			)
		);
	}

	/**
	 * @param string $field   Its name, for people.
	 * @param string $text    What was sent.
	 * @param string $context Kses context: `post`, `title_save_pre`, or `strip` for no tags at all.
	 * @param string $known   The draft's tokens, joined.
	 */
	private static function in_field( string $field, string $text, string $context, string $known ): array {
		try {
			return self::lost_in( $field, $text, $context, $known );
		} catch ( \RuntimeException $unread ) {
			/* translators: %s: field name. */
			return array( sprintf( __( '%s: a tag or comment too long or too intricate to be checked', 'seo-bridge' ), $field ) );
		}
	}

	private static function lost_in( string $field, string $text, string $context, string $known ): array {
		$lost = array();
		if ( Pattern::matches( '/[\x00-\x08\x0B\x0C\x0E-\x1F]/', $text ) ) {
			/* translators: %s: field name. */
			$lost[] = sprintf( __( '%s: control characters', 'seo-bridge' ), $field );
		}
		$tokens = self::tokens( $text );
		for ( $i = 0, $count = count( $tokens ); $i < $count; $i++ ) {
			$what = 0 === strpos( $tokens[ $i ], '<' ) ? self::lost_from( $tokens[ $i ], $context ) : array();
			if ( ! $what ) {
				continue;
			}
			$end = self::same_in_draft( $tokens, $i, $context, $known );
			if ( null !== $end ) {
				$i = $end;
				continue;
			}
			foreach ( $what as $one ) {
				/* translators: 1: field name, 2: a tag, attribute or comment. */
				$lost[] = sprintf( _x( '%1$s: %2$s', 'what would be lost, and where', 'seo-bridge' ), $field, $one );
			}
		}
		return $lost;
	}

	/**
	 * @param string $token   A tag or comment.
	 * @param string $context Kses context.
	 * @return string[] What kses takes away from it.
	 */
	private static function lost_from( string $token, string $context ): array {
		if ( Pattern::matches( self::BLOCK, $token, $block ) ) {
			return self::lost_from_block( $token, $block[1] ?? '', $context );
		}
		$kept = self::kses( $token, $context );
		if ( 0 === strpos( $token, '<!--' ) ) {
			return self::comment( $token ) === self::comment( $kept ) ? array() : array( self::shown( $token ) );
		}
		if ( '' === $kept || ! Pattern::matches( self::TAG, $token, $sent ) || ! Pattern::matches( self::TAG, $kept, $left ) ) {
			return array( self::shown( $token ) );
		}
		$lost  = array();
		$after = self::attributes( $left[3] );
		foreach ( self::attributes( $sent[3] ) as $name => $value ) {
			if ( ! isset( $after[ $name ] ) || $after[ $name ] !== $value ) {
				/* translators: 1: attribute with its value, 2: tag name. */
				$lost[] = sprintf( __( '%1$s of <%2$s>', 'seo-bridge' ), self::shown( $name . '="' . $value . '"' ), strtolower( $sent[2] ) );
			}
		}
		return $lost;
	}

	private static function lost_from_block( string $token, string $json, string $context ): array {
		if ( 'strip' === $context || 'title_save_pre' === $context ) {
			return array( self::shown( $token ) );
		}
		if ( '' === $json ) {
			return array();
		}
		$attributes = json_decode( $json, true );
		// Core writes these characters as \u003c and the like; raw, a browser may see the comment end there.
		$safe = is_array( $attributes ) && ! Pattern::matches( '/[<>]|--/', $json );
		return $safe && self::decoded( filter_block_kses_value( $attributes, $context, wp_allowed_protocols() ) ) === self::decoded( $attributes )
			? array()
			: array( self::shown( $token ) );
	}

	/**
	 * Whether the draft holds the thing that would be lost, letter for letter.
	 *
	 * @param string[] $tokens  All of the field.
	 * @param int      $i       The one of which something is lost.
	 * @param string   $context Kses context.
	 * @param string   $known   The draft's tokens, joined.
	 * @return int|null Index of the last token that is excused by it.
	 */
	private static function same_in_draft( array $tokens, int $i, string $context, string $known ): ?int {
		$end = $i;
		if ( Pattern::matches( self::NAME, $tokens[ $i ], $tag ) && '' === self::kses( $tokens[ $i ], $context ) ) {
			// The tag is forbidden: what stands between it and its end may be a program.
			$end = self::end_of( $tokens, $i, strtolower( $tag[2] ) );
		}
		return null !== $end && false !== strpos( $known, self::joined( array_slice( $tokens, $i, $end - $i + 1 ) ) ) ? $end : null;
	}

	private static function end_of( array $tokens, int $i, string $name ): ?int {
		$open = 0;
		for ( $j = $i, $count = count( $tokens ); $j < $count; $j++ ) {
			if ( ! Pattern::matches( self::NAME, $tokens[ $j ], $tag ) || strtolower( $tag[2] ) !== $name ) {
				continue;
			}
			$open += '/' === $tag[1] ? -1 : 1;
			if ( $open <= 0 || in_array( $name, self::VOID, true ) ) {
				return $j;
			}
		}
		return null;
	}

	/** Tags, comments and the text between them. A "<" that opens nothing in any browser is text. */
	private static function tokens( string $text ): array {
		$text   = Pattern::replaced( '/<(?![a-z\/!?])/i', '&lt;', $text );
		$tokens = array();
		$length = strlen( $text );
		for ( $at = 0; $at < $length; $at = $end ) {
			// Kses's own idea of a token, with comments over several lines; what has no end goes to the end of the text.
			if ( '<' !== $text[ $at ] ) {
				$end = strpos( $text, '<', $at );
			} elseif ( '<!--' === substr( $text, $at, 4 ) ) {
				$end = self::behind( '-->', $text, $at + 4 );
			} else {
				$end = self::behind( '>', $text, $at + 1 );
			}
			$end      = false === $end ? $length : $end;
			$tokens[] = substr( $text, $at, $end - $at );
		}
		return $tokens;
	}

	/**
	 * @param string $what What ends a token.
	 * @param string $text The text.
	 * @param int    $from Where to look from.
	 * @return int|false The place after it.
	 */
	private static function behind( string $what, string $text, int $from ) {
		$at = strpos( $text, $what, $from );
		return false === $at ? false : $at + strlen( $what );
	}

	/** The draft's tokens, joined; what can't be read excuses nothing. */
	private static function known( string ...$texts ): string {
		try {
			return self::joined( array_merge( ...array_map( array( self::class, 'tokens' ), $texts ) ) );
		} catch ( \RuntimeException $unread ) {
			return '';
		}
	}

	private static function joined( array $tokens ): string {
		return "\0" . implode( "\0", $tokens ) . "\0";
	}

	private static function kses( string $token, string $context ): string {
		$allowed = 'strip' === $context ? array() : $context;
		// Core answers null where PCRE gave up: nothing is kept then.
		$token = (string) wp_kses_normalize_entities( (string) wp_kses_no_null( $token, array( 'slash_zero' => 'keep' ) ) );
		return trim( (string) wp_kses_split( $token, $allowed, wp_allowed_protocols() ) );
	}

	private static function attributes( string $text ): array {
		$all = array();
		foreach ( Pattern::all( self::ATTRIBUTE, $text ) as $one ) {
			$name  = strtolower( $one[1] );
			$value = self::decoded( implode( '', array_slice( $one, 2 ) ) );
			// A browser takes the first of two; so does this, and the second counts as lost.
			$name         = isset( $all[ $name ] ) ? $name . ' (2)' : $name;
			$all[ $name ] = 'style' === $name ? self::style( $value ) : $value;
		}
		return $all;
	}

	private static function style( string $css ): string {
		$rules = array();
		foreach ( array_filter( array_map( 'trim', explode( ';', $css ) ) ) as $rule ) {
			$rules[] = Pattern::replaced( '/\s*([:,])\s*/', '$1', $rule );
		}
		return implode( ';', $rules );
	}

	private static function comment( string $comment ): string {
		$steps = array(
			'/^<!--|-->$/' => '',
			'/--+/'        => '-',
			'/-$/'         => '',
		);
		foreach ( $steps as $pattern => $by ) {
			$comment = Pattern::replaced( $pattern, $by, $comment );
		}
		return trim( self::decoded( $comment ) );
	}

	/**
	 * @param mixed $value Text, or a tree of texts.
	 * @return mixed
	 */
	private static function decoded( $value ) {
		if ( is_array( $value ) ) {
			return array_map( array( self::class, 'decoded' ), $value );
		}
		return is_string( $value ) ? html_entity_decode( $value, ENT_QUOTES | ENT_HTML5, 'UTF-8' ) : $value;
	}

	private static function shown( string $what ): string {
		// Cut first: thousands of lines are not for people.
		$what = trim( Pattern::replaced( '/\s+/', ' ', mb_substr( $what, 0, 1000 ) ) );
		return mb_strlen( $what ) > 160 ? mb_substr( $what, 0, 157 ) . '…' : $what;
	}
}
