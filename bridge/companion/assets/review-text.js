/**
 * Finding words in a rendered text and marking them, without ever making HTML of data.
 *
 * A Column reads the text nodes of one element once. Words are looked for in a form in which spelling that differs
 * between programs (spaces, quotes, apostrophes, case) is the same. All that was found is wrapped at once; lighting it up
 * later only changes classes.
 */
( function () {
	'use strict';

	const BLOCKS = 'p,li,h1,h2,h3,h4,h5,h6,td,th,dt,dd,figcaption,caption,blockquote,pre,div,br';
	const SAME = { '’': "'", '‘': "'", 'ʼ': "'", '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '–': '-', '—': '-', '‑': '-', '‐': '-' };

	/** The text in its plain form, and where each of its characters came from. */
	function plain( text ) {
		const from = [];
		let out = '';
		let at = 0;
		let inQuote = false;
		for ( const character of text ) {
			let one = character === '…' ? '...' : SAME[ character ] || character.toLowerCase();
			if ( /\s/.test( one ) ) {
				// Spaces within « » and before ? ! : ; are typography, not text.
				one = out === '' || out.endsWith( ' ' ) || inQuote ? '' : ' ';
			} else if ( /[\u00ad\u200b\u2060\ufeff]/.test( one ) ) {
				one = '';
			} else {
				if ( /^["?!:;%]/.test( one ) && out.endsWith( ' ' ) ) {
					if ( one !== '"' || character === '»' ) {
						out = out.slice( 0, -1 );
						from.pop();
					}
				}
				inQuote = character === '«';
			}
			for ( let i = 0; i < one.length; i++ ) {
				from.push( at );
			}
			out += one;
			at += character.length;
		}
		from.push( text.length );
		return { text: out, from };
	}

	function needle( words ) {
		return plain( words.replace( /(…|\.\.\.)\s*$/, '' ) ).text.trim();
	}

	class Column {
		constructor( element ) {
			this.element = element;
			this.ranges = [];
			this.nodes = [];
			this.raw = '';
			this.read();
			this.plain = plain( this.raw );
		}

		read() {
			const walker = document.createTreeWalker( this.element, NodeFilter.SHOW_TEXT );
			let block = null;
			for ( let node = walker.nextNode(); node; node = walker.nextNode() ) {
				const own = node.parentElement.closest( BLOCKS );
				if ( block && own !== block ) {
					this.raw += '\n';
				}
				block = own;
				this.nodes.push( { node, start: this.raw.length } );
				this.raw += node.data;
			}
		}

		/** Where these words stand in the raw text; within another place, if one is given. */
		find( words, within ) {
			const wanted = needle( words || '' );
			if ( ! wanted ) {
				return null;
			}
			let start = 0;
			let end = this.plain.text.length;
			if ( within ) {
				start = this.plain.from.findIndex( ( at ) => at >= within.start );
				end = this.plain.from.findIndex( ( at ) => at >= within.end );
				end = end < 0 ? this.plain.text.length : end;
			}
			for ( let at = this.plain.text.indexOf( wanted, start ); at >= 0; at = this.plain.text.indexOf( wanted, at + 1 ) ) {
				if ( at + wanted.length > end + 1 ) {
					return null;
				}
				if ( this.whole( at, wanted.length ) ) {
					return { start: this.plain.from[ at ], end: this.plain.from[ at + wanted.length - 1 ] + 1 };
				}
			}
			return null;
		}

		/** Every place of these words. */
		findAll( words ) {
			const all = [];
			const rest = { start: 0, end: this.raw.length };
			for ( let place = this.find( words ); place && all.length < 20; place = this.find( words, rest ) ) {
				all.push( place );
				rest.start = place.end;
			}
			return all;
		}

		/** Not the 15 of 150. */
		whole( at, length ) {
			const letter = /[\p{L}\p{N}]/u;
			const text = this.plain.text;
			const cut = ( a, b ) => a && b && letter.test( a ) && letter.test( b );
			return ! cut( text[ at - 1 ], text[ at ] ) && ! cut( text[ at + length - 1 ], text[ at + length ] );
		}

		/** Remembers a place that is to be marked; `fact` is its number where it can be chosen. */
		add( place, fact = null ) {
			if ( ! place ) {
				return null;
			}
			let range = this.ranges.find( ( one ) => one.start === place.start && one.end === place.end );
			if ( ! range ) {
				range = { start: place.start, end: place.end, facts: [], pieces: [] };
				this.ranges.push( range );
			}
			if ( fact !== null ) {
				range.facts.push( fact );
			}
			return range;
		}

		/** Wraps all that was added: pieces of text nodes, each in one element. */
		wrap() {
			const cuts = [ ...new Set( this.ranges.flatMap( ( range ) => [ range.start, range.end ] ) ) ].sort( ( a, b ) => a - b );
			// The shorter of two facts is the one that is chosen: a number within a quotation.
			const chosen = this.ranges.filter( ( range ) => range.facts.length ).sort( ( a, b ) => a.end - a.start - ( b.end - b.start ) );
			for ( const { node, start } of this.nodes ) {
				const end = start + node.data.length;
				const inside = cuts.filter( ( cut ) => cut > start && cut < end );
				const edges = [ start, ...inside, end ];
				const pieces = [];
				for ( let i = 0; i + 1 < edges.length; i++ ) {
					const owners = this.ranges.filter( ( range ) => range.start <= edges[ i ] && range.end >= edges[ i + 1 ] );
					pieces.push( { text: node.data.slice( edges[ i ] - start, edges[ i + 1 ] - start ), owners } );
				}
				if ( ! pieces.some( ( piece ) => piece.owners.length ) ) {
					continue;
				}
				const fragment = document.createDocumentFragment();
				for ( const { text, owners } of pieces ) {
					fragment.append( owners.length ? this.piece( text, owners, chosen.find( ( range ) => owners.includes( range ) ) ) : text );
				}
				node.replaceWith( fragment );
			}
		}

		piece( text, owners, fact ) {
			const element = document.createElement( fact && text.trim() ? 'mark' : 'span' );
			element.textContent = text;
			element.className = 'needs-seo-piece';
			for ( const range of owners ) {
				range.pieces.push( element );
			}
			if ( fact && text.trim() ) {
				element.classList.add( 'needs-seo-fact' );
				element.range = fact;
				if ( ! fact.button ) {
					fact.button = element;
				}
			}
			return element;
		}

		light( ranges, kind ) {
			for ( const piece of ranges.flatMap( ( range ) => range.pieces ) ) {
				piece.classList.add( kind );
			}
		}

		unlight( ...kinds ) {
			for ( const piece of this.element.querySelectorAll( '.needs-seo-piece' ) ) {
				piece.classList.remove( ...kinds );
			}
		}

		/** Brings a place into view within its column, and the column into view. */
		show( element ) {
			const pane = this.element;
			const box = element.getBoundingClientRect();
			const frame = pane.getBoundingClientRect();
			const calm = window.matchMedia( '(prefers-reduced-motion: reduce)' ).matches;
			pane.scrollTo( { top: pane.scrollTop + box.top - frame.top - pane.clientHeight / 3, behavior: calm ? 'auto' : 'smooth' } );
		}
	}

	window.needsSeoText = { Column, plain, needle };
} )();
