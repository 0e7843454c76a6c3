/**
 * The review page: from a finding to its place, from a fact to its proof and back, and the keyboard.
 *
 * Decisions are plain forms and need none of this.
 */
( function () {
	'use strict';

	const { __, sprintf } = wp.i18n;
	const { Column } = window.needsSeoText;
	const data = window.needsSeoReview || { findings: [], facts: [], translations: [] };
	const root = document.querySelector( '.needs-seo-review' );
	const pane = { article: document.getElementById( 'needs-seo-article' ), source: document.getElementById( 'needs-seo-source' ) };
	const column = {};
	const findings = [];
	const facts = [];
	// The bridge's names for kinds of paragraphs.
	const KINDS = { intertitre: 'h2, h3, h4', paragraphe: 'p:not(.needs-seo-text-title)', liste: 'ul, ol', citation: 'blockquote' };
	const FIELDS = [ 'titre', 'titre SEO', 'méta description', 'requête cible', 'slug', 'extrait' ];
	// In the line above the decision.
	const LONGEST = 240;
	let current = -1;
	let pinned = null;
	let mouse = '';

	/* Reading */

	function read() {
		for ( const side of Object.keys( pane ) ) {
			column[ side ] = pane[ side ] ? new Column( pane[ side ] ) : null;
		}
		data.facts.forEach( readFact );
		data.translations.forEach( ( one ) => readFact( { kind: 'quotation', text: one.article, sentence: '', source_text: one.source, source_sentence: '' }, facts.length ) );
		data.findings.forEach( readFinding );
		for ( const side of Object.keys( column ) ) {
			if ( column[ side ] ) {
				column[ side ].wrap();
				prepare( column[ side ], side );
			}
		}
	}

	/** A fact where the article's words and the source's were both found. */
	function readFact( fact, number ) {
		const { article, source } = column;
		if ( ! article || ! source ) {
			return;
		}
		const proof = source.find( fact.source_sentence );
		const words = source.find( fact.source_text, proof ) || ( proof ? null : source.find( fact.source_text ) );
		// A sentence may be said twice, in a summary and in the text.
		const sentences = fact.sentence ? article.findAll( fact.sentence ) : [];
		const said = sentences.map( ( sentence ) => ( { sentence, text: article.find( fact.text, sentence ) } ) ).filter( ( one ) => one.text );
		const somewhere = sentences.length ? null : article.find( fact.text );
		if ( somewhere ) {
			said.push( { sentence: somewhere, text: somewhere } );
		}
		if ( ! said.length || ! ( words || proof ) ) {
			return;
		}
		facts[ number ] = {
			record: fact,
			article: said.map( ( one ) => article.add( one.text, number ) ),
			sentence: said.map( ( one ) => article.add( one.sentence ) ),
			source: [ source.add( words || proof, number ) ],
			proof: [ source.add( proof || words ) ],
		};
	}

	/** All places of words that may be several passages with an ellipsis between them. */
	function places( side, words ) {
		if ( ! side || ! words ) {
			return [];
		}
		const whole = side.find( words );
		const all = whole ? [ whole ] : words.split( /\s*(?:…|\.\.\.)\s*/ ).map( ( part ) => ( part.length > 3 ? side.find( part ) : null ) );
		return all.filter( Boolean ).map( ( place ) => side.add( place ) );
	}

	function readFinding( finding, number ) {
		const own = {
			article: places( column.article, finding.quote ),
			// Where there is no article, what a finding quotes is the draft's.
			source: places( column.source, finding.source || ( column.article ? '' : finding.quote ) ),
			element: null,
		};
		if ( ! own.article.length && ! own.source.length ) {
			own.element = placed( finding.place );
		}
		findings[ number ] = own;
	}

	/** « paragraphe 4 »: the fourth of its kind. */
	function placed( place ) {
		const found = /^(\S+) (\d+)$/.exec( place );
		const selector = found && KINDS[ found[ 1 ] ];
		if ( FIELDS.includes( place ) ) {
			const rows = document.querySelectorAll( '.needs-seo-fields tbody tr' );
			return rows[ FIELDS.indexOf( place ) ] || null;
		}
		if ( ! selector || ! pane.article ) {
			return null;
		}
		const all = [ ...pane.article.querySelectorAll( selector ) ].filter( ( one ) => ! one.closest( 'blockquote p, li, td, figure' ) && ! one.parentElement.closest( 'ul, ol, blockquote' ) );
		return all[ Number( found[ 2 ] ) - 1 ] || null;
	}

	/* Facts */

	function moved( event ) {
		return mouse !== event.screenX + ',' + event.screenY;
	}

	/** One tab stop a column: the arrows lead from fact to fact. */
	function prepare( side, name ) {
		const buttons = side.ranges.filter( ( range ) => range.button ).sort( ( a, b ) => a.start - b.start ).map( ( range ) => range.button );
		buttons.forEach( ( button, i ) => {
			button.setAttribute( 'role', 'button' );
			button.tabIndex = i ? -1 : 0;
			button.setAttribute( 'aria-pressed', 'false' );
			button.addEventListener( 'focus', () => choose( button.range, name, true ) );
			button.addEventListener( 'keydown', ( event ) => {
				const step = { ArrowRight: 1, ArrowLeft: -1 }[ event.key ];
				const next = buttons[ i + step ];
				if ( step && next ) {
					event.preventDefault();
					button.tabIndex = -1;
					next.tabIndex = 0;
					next.focus();
				} else if ( event.key === 'Enter' || event.key === ' ' ) {
					event.preventDefault();
					pin( button.range, name );
				} else if ( event.key === 'Escape' ) {
					clear();
				}
			} );
		} );
		side.element.addEventListener( 'click', ( event ) => {
			const mark = event.target.closest( '.needs-seo-fact' );
			if ( mark ) {
				mark.range.button.focus( { preventScroll: true } );
				pin( mark.range, name );
			}
		} );
		side.element.addEventListener( 'mouseover', ( event ) => {
			const mark = event.target.closest( '.needs-seo-fact' );
			// A text that scrolls under a resting mouse is not pointed at.
			if ( mark && ! pinned && moved( event ) ) {
				choose( mark.range, name, false );
			}
		} );
		side.element.addEventListener( 'mouseout', ( event ) => {
			if ( event.target.closest( '.needs-seo-fact' ) && ! pinned && moved( event ) ) {
				clear( true );
			}
		} );
	}

	function pin( range, name ) {
		pinned = range;
		choose( range, name, true );
	}

	/** All lights out; `found` keeps the finding that was gone to. */
	function clear( found = false ) {
		pinned = null;
		for ( const side of Object.values( column ) ) {
			if ( side ) {
				side.unlight( 'is-fact', 'is-proof', ...( found ? [] : [ 'is-found' ] ) );
				side.element.querySelectorAll( '[aria-pressed="true"]' ).forEach( ( one ) => one.setAttribute( 'aria-pressed', 'false' ) );
			}
		}
		if ( ! found ) {
			root.querySelectorAll( '.is-found' ).forEach( ( one ) => one.classList.remove( 'is-found' ) );
		}
		say( null );
	}

	/** Lights a fact and what proves it on the other side; `go` brings that into view. */
	function choose( range, name, go ) {
		const keep = pinned;
		clear( ! go );
		pinned = keep;
		const chosen = range.facts.map( ( number ) => facts[ number ] ).filter( Boolean );
		const other = name === 'article' ? 'source' : 'article';
		for ( const fact of chosen ) {
			column.article.light( name === 'article' ? [ range ] : fact.article, 'is-fact' );
			column.source.light( fact.source, 'is-fact' );
			column[ other ].light( other === 'source' ? fact.proof : fact.sentence, 'is-proof' );
		}
		range.button.setAttribute( 'aria-pressed', 'true' );
		const first = chosen[ 0 ] && ( other === 'source' ? chosen[ 0 ].proof : chosen[ 0 ].sentence )[ 0 ];
		if ( go && first && first.pieces[ 0 ] ) {
			column[ other ].show( first.pieces[ 0 ] );
		}
		if ( chosen[ 0 ] && go ) {
			say( other === 'source' ? chosen[ 0 ].record.source_sentence || chosen[ 0 ].record.source_text : chosen[ 0 ].record.sentence || chosen[ 0 ].record.text, other );
		}
	}

	/** The line above the decision: on a narrow screen the other column is out of sight. */
	function say( words, side ) {
		const line = document.querySelector( '.needs-seo-said' );
		if ( ! line ) {
			return;
		}
		line.hidden = ! words;
		line.textContent = '';
		if ( words ) {
			const name = document.createElement( 'strong' );
			name.textContent = side === 'source' ? __( 'Proved by the source:', 'seo-bridge' ) : __( 'Proves in the article:', 'seo-bridge' );
			const quote = document.createElement( 'q' );
			quote.textContent = words.length > LONGEST ? words.slice( 0, LONGEST ) + '…' : words;
			line.append( name, ' ', quote );
			wp.a11y.speak( name.textContent + ' ' + words );
		}
	}

	/* Findings */

	function reachable( number ) {
		const found = findings[ number ];
		return found && ( found.article.length || found.source.length || found.element );
	}

	function goTo( number ) {
		const found = findings[ number ];
		current = number;
		clear();
		tellWhere();
		const card = document.getElementById( 'needs-seo-finding-' + number );
		card.classList.add( 'is-found' );
		if ( ! reachable( number ) ) {
			card.closest( 'details' ).open = true;
			card.tabIndex = -1;
			card.scrollIntoView( { block: 'center' } );
			card.focus( { preventScroll: true } );
			return;
		}
		if ( found.element ) {
			found.element.classList.add( 'is-found' );
			found.element.tabIndex = -1;
			if ( found.element.closest( '.needs-seo-pane' ) ) {
				view( 'sides' );
				pane.article.scrollIntoView( { block: 'nearest' } );
				column.article.show( found.element );
			} else {
				found.element.scrollIntoView( { block: 'center' } );
			}
			found.element.focus( { preventScroll: true } );
		} else {
			view( 'sides' );
			const first = found.article.length ? 'article' : 'source';
			const light = () => [ 'source', 'article' ].forEach( ( side ) => column[ side ]?.light( found[ side ], 'is-found' ) );
			for ( const side of [ 'source', 'article' ] ) {
				if ( found[ side ].length ) {
					column[ side ].show( found[ side ][ 0 ].pieces[ 0 ] );
				}
			}
			const target = found[ first ][ 0 ].pieces[ 0 ];
			pane[ first ].scrollIntoView( { block: 'nearest' } );
			if ( ! target.hasAttribute( 'tabindex' ) ) {
				target.tabIndex = -1;
			}
			// A fact that begins there lights up its proof when it is focused; the finding is what was asked for.
			target.focus( { preventScroll: true } );
			light();
		}
		wp.a11y.speak( card.querySelector( 'p' ).textContent );
	}

	function walk( step ) {
		const count = data.findings.length;
		if ( count ) {
			goTo( current < 0 && step < 0 ? count - 1 : ( current + step + count ) % count );
		}
	}

	function tellWhere() {
		const where = document.querySelector( '.needs-seo-where' );
		if ( where ) {
			/* translators: 1: number of the finding, 2: how many there are. */
			where.textContent = current < 0 ? '' : sprintf( __( '%1$d of %2$d', 'seo-bridge' ), current + 1, data.findings.length );
		}
	}

	function button( text, label, action ) {
		const element = document.createElement( 'button' );
		element.type = 'button';
		element.className = 'button';
		element.textContent = text;
		element.setAttribute( 'aria-label', label );
		element.addEventListener( 'click', action );
		return element;
	}

	function walker() {
		const place = document.querySelector( '.needs-seo-walk' );
		if ( ! place ) {
			return;
		}
		if ( data.findings.length ) {
			const name = document.createElement( 'span' );
			name.className = 'needs-seo-walk-name';
			name.textContent = __( 'Findings', 'seo-bridge' );
			const where = document.createElement( 'span' );
			where.className = 'needs-seo-where';
			place.append( name, button( '‹', __( 'Previous finding', 'seo-bridge' ), () => walk( -1 ) ), where, button( '›', __( 'Next finding', 'seo-bridge' ), () => walk( 1 ) ) );
		}
		place.append( button( '?', __( 'Keyboard shortcuts', 'seo-bridge' ), help ) );
		place.hidden = false;
	}

	/* Views, panels, keys */

	function view( name ) {
		root.querySelectorAll( '.needs-seo-view' ).forEach( ( one ) => ( one.hidden = one.dataset.view !== name ) );
		root.querySelectorAll( '.needs-seo-switch a' ).forEach( ( one ) => {
			if ( one.dataset.view === name ) {
				one.setAttribute( 'aria-current', 'true' );
			} else {
				one.removeAttribute( 'aria-current' );
			}
		} );
	}

	function panel( name ) {
		const found = root.querySelector( '.needs-seo-panel[data-panel="' + name + '"]' );
		if ( found ) {
			found.open = true;
			const field = found.querySelector( 'textarea, input[type="checkbox"]' );
			( field || found.querySelector( 'summary' ) ).focus();
		}
	}

	function panels() {
		const all = [ ...root.querySelectorAll( '.needs-seo-panel' ) ];
		for ( const one of all ) {
			// Browsers that know <details name> do the same.
			one.addEventListener( 'toggle', () => one.open && all.forEach( ( other ) => other !== one && ( other.open = false ) ) );
			one.addEventListener( 'keydown', ( event ) => {
				if ( event.key === 'Escape' && one.open ) {
					one.open = false;
					one.querySelector( 'summary' ).focus();
				}
			} );
		}
	}

	function help() {
		document.querySelector( '.needs-seo-keys' ).showModal();
	}

	const KEY = 'needs-seo-keys-off';

	function keysAreOn() {
		try {
			return window.localStorage.getItem( KEY ) !== '1';
		} catch ( blocked ) {
			return true;
		}
	}

	function keys() {
		const box = document.querySelector( '.needs-seo-keys-on' );
		box.checked = keysAreOn();
		box.addEventListener( 'change', () => {
			try {
				window.localStorage.setItem( KEY, box.checked ? '' : '1' );
			} catch ( blocked ) {
				box.checked = true;
			}
		} );
		const actions = {
			j: () => walk( 1 ),
			k: () => walk( -1 ),
			d: () => view( root.querySelector( '.needs-seo-view[data-view="differences"]' ).hidden ? 'differences' : 'sides' ),
			a: () => document.getElementById( 'needs-seo-approve' )?.focus(),
			p: () => panel( 'part' ),
			t: () => panel( root.querySelector( '[data-panel="retry"]' ) ? 'retry' : 'again' ),
			r: () => panel( 'reject' ),
			'?': help,
		};
		document.addEventListener( 'keydown', ( event ) => {
			const typing = event.target.closest( 'input, textarea, select, [contenteditable], dialog' );
			if ( typing || event.ctrlKey || event.metaKey || event.altKey || ! keysAreOn() ) {
				return;
			}
			const action = Object.prototype.hasOwnProperty.call( actions, event.key ) && actions[ event.key ];
			if ( action ) {
				event.preventDefault();
				action();
			}
		} );
	}

	if ( ! root ) {
		return;
	}
	document.addEventListener( 'mousemove', ( event ) => ( mouse = event.screenX + ',' + event.screenY ) );
	read();
	root.classList.add( 'has-script' );
	root.querySelectorAll( '.needs-seo-goto' ).forEach( ( link ) => {
		const number = Number( link.dataset.finding );
		if ( reachable( number ) ) {
			link.addEventListener( 'click', ( event ) => {
				event.preventDefault();
				goTo( number );
			} );
		}
	} );
	root.querySelectorAll( '.needs-seo-switch a' ).forEach( ( link ) =>
		link.addEventListener( 'click', ( event ) => {
			event.preventDefault();
			view( link.dataset.view );
		} )
	);
	walker();
	panels();
	keys();
} )();
