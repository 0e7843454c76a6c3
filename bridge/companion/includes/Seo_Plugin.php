<?php
/**
 * The SEO plugins whose fields the bridge reads and an approval writes.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * The only place that knows another plugin's names and keys. All of them keep their fields as post meta, one row a field.
 * To add one: a row in ALL, a stub in tests/wordpress/plugins that registers its keys as it does, and its name in docs/companion-api.md.
 */
final class Seo_Plugin {

	/**
	 * In the order of precedence: where several are active, the first one's fields count.
	 *
	 * `constant` holds the version, and is defined while the plugin is active. `fields` are our names and its meta keys.
	 * `several`: whether the keyphrase's row is a list with commas, its first entry being the primary one. `measured` are scores on
	 * the scale of Yoast's analysis, which the bridge runs: our stat, its key, the highest value. `own` are scores on another
	 * scale: they are never written, and go with the text that they were measured of.
	 */
	const ALL = array(
		// Registers its keys with a sanitizer and without show_in_rest (before mid-2026), and stores no value that is the
		// default: writing "" or, as a score, "0" deletes the row. Other keyphrases (Premium) are in a row of their own.
		'yoast'     => array(
			'label'    => 'Yoast SEO',
			'constant' => 'WPSEO_VERSION',
			'fields'   => array(
				'title'       => '_yoast_wpseo_title',
				'description' => '_yoast_wpseo_metadesc',
				'keyphrase'   => '_yoast_wpseo_focuskw',
			),
			'several'  => false,
			'measured' => array(
				'seo_score'         => array( '_yoast_wpseo_linkdex', 100 ),
				'readability_score' => array( '_yoast_wpseo_content_score', 100 ),
				'reading_minutes'   => array( '_yoast_wpseo_estimated-reading-time-minutes', 100000 ),
			),
			'own'      => array(),
		),
		// Registers no meta: the keys have no underscore, and the filter is_protected_meta keeps them out of custom fields. Its
		// editor writes over a route of its own, which deletes a row for an empty value. The score (0-100) is its own analysis's,
		// made in the editor; without it the posts list says "N/A".
		'rank-math' => array(
			'label'    => 'Rank Math',
			'constant' => 'RANK_MATH_VERSION',
			'fields'   => array(
				'title'       => 'rank_math_title',
				'description' => 'rank_math_description',
				'keyphrase'   => 'rank_math_focus_keyword',
			),
			'several'  => true,
			'measured' => array(),
			'own'      => array( 'rank_math_seo_score' ),
		),
		// Registers title and description for REST, for who may edit posts, and not the target keywords. Its editor deletes the
		// row of an empty title or description. What its analysis found is in a table of its own, renewed by its editor.
		'seopress'  => array(
			'label'    => 'SEOPress',
			'constant' => 'SEOPRESS_VERSION',
			'fields'   => array(
				'title'       => '_seopress_titles_title',
				'description' => '_seopress_titles_desc',
				'keyphrase'   => '_seopress_analysis_target_kw',
			),
			'several'  => true,
			'measured' => array(),
			'own'      => array(),
		),
	);

	/** Without any of them fields and scores are kept where Yoast looks for them, and serve as soon as it is there. */
	const NONE = 'none';

	/**
	 * One of the keys of ALL, or NONE.
	 *
	 * @var string
	 */
	private $name;

	/**
	 * Its row in ALL.
	 *
	 * @var array
	 */
	private $row;

	private function __construct( string $name ) {
		$this->name = $name;
		$this->row  = self::ALL[ $name ] ?? self::ALL['yoast'];
	}

	/** The one whose fields count on this site, asked anew each time: plugins load in any order. */
	public static function active(): self {
		return new self( self::all_active()[0] ?? self::NONE );
	}

	/** @return string[] Names of all that are active, the one that counts first. */
	public static function all_active(): array {
		return array_keys(
			array_filter(
				self::ALL,
				static function ( array $row ): bool {
					return defined( $row['constant'] );
				}
			)
		);
	}

	public function name(): string {
		return $this->name;
	}

	/** Its name for people; "" where there is none. */
	public function label(): string {
		return self::NONE === $this->name ? '' : $this->row['label'];
	}

	public function version(): ?string {
		return self::NONE === $this->name ? null : (string) constant( $this->row['constant'] );
	}

	/** @return array<string, string> Our field name => its post meta key. */
	public function keys(): array {
		return $this->row['fields'];
	}

	/** @return array<string, array{0: string, 1: int}> Our stat => its post meta key, and the highest value it can have. */
	public function measured(): array {
		return $this->row['measured'];
	}

	/** @return string[] Post meta keys of all scores it has of a text. */
	public function score_keys(): array {
		return array_merge( array_column( $this->row['measured'], 0 ), $this->row['own'] );
	}

	/**
	 * What people call the field: of several keyphrases, the primary one.
	 *
	 * @param array<string, string> $stored Field => its row's value.
	 * @return array{title: string, description: string, keyphrase: string}
	 */
	public function readable( array $stored ): array {
		$stored['keyphrase'] = $this->keyphrases( $stored['keyphrase'] )[0] ?? '';
		return $stored;
	}

	/** @return string[] The keyphrases beside the primary one. */
	public function secondary( string $stored ): array {
		return array_slice( $this->keyphrases( $stored ), 1 );
	}

	/**
	 * The fields as this plugin can hold them: where commas separate keyphrases, one keyphrase has none.
	 *
	 * @param array{title: string, description: string, keyphrase: string} $seo As proposed.
	 */
	public function fitting( array $seo ): array {
		if ( $this->row['several'] ) {
			$seo['keyphrase'] = trim( (string) preg_replace( '/\s*,[\s,]*/', ' ', $seo['keyphrase'] ) );
		}
		return $seo;
	}

	/**
	 * What to store for these fields. Another primary keyphrase takes the first one's place, and the others stay behind it.
	 *
	 * @param array{title: string, description: string, keyphrase: string} $seo    As people call them.
	 * @param array<string, string>                                        $stored The rows as they stand.
	 * @return array<string, string> Field => its row's new value.
	 */
	public function stored( array $seo, array $stored ): array {
		$seo = $this->fitting( $seo );
		if ( $this->readable( $stored )['keyphrase'] === $seo['keyphrase'] ) {
			$seo['keyphrase'] = $stored['keyphrase'];
		} elseif ( $this->row['several'] ) {
			$others           = array_udiff( $this->secondary( $stored['keyphrase'] ), array( $seo['keyphrase'] ), array( self::class, 'compare' ) );
			$seo['keyphrase'] = implode( ',', array_filter( array_merge( array( $seo['keyphrase'] ), $others ), 'strlen' ) );
		}
		return $seo;
	}

	/** The SEO title as the front end shows it: Yoast's variables are replaced; the bridge proposes none for the others. */
	public function shown_title( string $title, int $draft_id ): string {
		return function_exists( 'wpseo_replace_vars' ) && false !== strpos( $title, '%%' ) ? (string) wpseo_replace_vars( $title, get_post( $draft_id ) ) : $title;
	}

	/** @return string[] */
	private function keyphrases( string $stored ): array {
		if ( ! $this->row['several'] ) {
			return array( $stored );
		}
		return array_values( array_filter( array_map( 'trim', explode( ',', $stored ) ), 'strlen' ) );
	}

	/** Case makes no other keyphrase. */
	private static function compare( string $one, string $other ): int {
		return strcmp( mb_strtolower( $one ), mb_strtolower( $other ) );
	}
}
