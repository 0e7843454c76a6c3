/* The block editor's panel: what the bridge made of this draft, the brief, and asking for a rewrite. No build step. */
( function ( wp ) {
	'use strict';

	var el = wp.element.createElement;
	var useState = wp.element.useState;
	var useEffect = wp.element.useEffect;
	var useRef = wp.element.useRef;
	var useSelect = wp.data.useSelect;
	var __ = wp.i18n.__;
	var sprintf = wp.i18n.sprintf;
	var Button = wp.components.Button;
	// Since 6.6 the panel is wp.editor's; before, wp.editPost's.
	var Panel = ( wp.editor && wp.editor.PluginDocumentSettingPanel ) || wp.editPost.PluginDocumentSettingPanel;

	var NOTICE = 'needs-seo';
	var EVERY = 120000;
	var FIELDS = [
		[ 'keyphrase', __( 'Focus keyphrase', 'seo-bridge' ), 'text' ],
		[ 'min_words', __( 'Minimum words', 'seo-bridge' ), 'number' ],
		[ 'tone', __( 'Tone', 'seo-bridge' ), 'text' ],
		[ 'audience', __( 'Audience', 'seo-bridge' ), 'text' ],
		[ 'instructions', __( 'Instructions', 'seo-bridge' ), 'lines' ],
		[ 'glossary', __( 'Glossary, one “term = rendering” a line', 'seo-bridge' ), 'lines' ],
	];

	function path( id, name ) {
		return '/needs-seo/v1/drafts/' + id + '/' + name;
	}

	/** A proposal that came or went stale since is said where people look: above the text. */
	function announce( state ) {
		var notices = wp.data.dispatch( 'core/notices' );
		if ( state.state === 'none' ) {
			notices.removeNotice( NOTICE );
			return;
		}
		notices.createNotice( state.state === 'pending' ? 'info' : 'warning', state.text, {
			id: NOTICE,
			isDismissible: true,
			actions: [ { label: __( 'Review', 'seo-bridge' ), url: state.review } ],
		} );
	}

	/** The editor's own list of tags follows, or its next save would undo the request. */
	function followTags( type, id, ids ) {
		var core = wp.data.select( 'core' );
		var record = core.getEntityRecord( 'postType', type, id );
		var edits = core.getEntityRecordEdits( 'postType', type, id ) || {};
		if ( ! record || ! Array.isArray( record.tags ) ) {
			return;
		}
		var before = record.tags;
		wp.data.dispatch( 'core' ).receiveEntityRecords( 'postType', type, Object.assign( {}, record, { tags: ids } ), undefined, false );
		if ( Array.isArray( edits.tags ) ) {
			var gone = before.filter( function ( tag ) { return ids.indexOf( tag ) < 0; } );
			var come = ids.filter( function ( tag ) { return before.indexOf( tag ) < 0 && edits.tags.indexOf( tag ) < 0; } );
			wp.data.dispatch( 'core' ).editEntityRecord( 'postType', type, id, {
				tags: edits.tags.filter( function ( tag ) { return gone.indexOf( tag ) < 0; } ).concat( come ),
			} );
		}
	}

	function Verdict( props ) {
		var state = props.state;
		if ( state.state === 'none' ) {
			return el( 'p', null, __( 'The bridge has no proposal for this draft.', 'seo-bridge' ) );
		}
		var facts = [ state.engine, state.age, state.words ].filter( Boolean ).join( ' · ' );
		return el( 'div', { className: 'needs-seo-verdict' },
			el( 'p', null,
				el( 'span', { className: 'needs-seo-state needs-seo-is-' + state.state }, state.label ), ' ', facts ),
			state.scores.length > 0 && el( 'p', null, state.scores.map( function ( score ) {
				return el( 'span', { key: score.text, className: 'needs-seo-score needs-seo-score-' + score.band }, score.text );
			} ) ),
			el( 'p', null, state.text ),
			el( 'p', { className: 'needs-seo-counts' }, state.counts.join( ', ' ) ),
			el( 'ul', { className: 'needs-seo-findings' }, state.findings.map( function ( one, index ) {
				return el( 'li', { key: index, className: 'needs-seo-' + one.severity },
					el( 'strong', null, one.label ), ' ', one.message );
			} ) ),
			state.more > 0 && el( 'p', null, sprintf( /* translators: %d: number of findings. */ __( 'and %d more', 'seo-bridge' ), state.more ) ),
			el( Button, { variant: 'primary', href: state.review, className: 'needs-seo-review' }, __( 'Review the proposal', 'seo-bridge' ) )
		);
	}

	function Field( props ) {
		var kind = props.kind;
		return el( kind === 'lines' ? wp.components.TextareaControl : wp.components.TextControl, {
			label: props.label,
			value: props.value,
			type: kind === 'lines' ? undefined : kind,
			min: kind === 'number' ? 50 : undefined,
			max: kind === 'number' ? 5000 : undefined,
			rows: kind === 'lines' ? 3 : undefined,
			className: 'needs-seo-field-' + props.name,
			onChange: props.onChange,
			__nextHasNoMarginBottom: true,
			__next40pxDefaultSize: kind === 'lines' ? undefined : true,
		} );
	}

	function Rewrite( props ) {
		var id = props.id;
		var mounted = useRef( true );
		var [ state, setState ] = useState( null );
		var [ brief, setBrief ] = useState( {} );
		var [ changed, setChanged ] = useState( false );
		var [ busy, setBusy ] = useState( false );
		var [ said, setSaid ] = useState( null );
		var told = useRef( '' );
		var changedNow = useRef( false );
		changedNow.current = changed;

		function take( fresh ) {
			if ( ! mounted.current ) {
				return;
			}
			setState( fresh );
			if ( ! changedNow.current ) {
				setBrief( fresh.brief );
			}
			// Once for each thing to say, so that a notice that was closed stays closed.
			var now = fresh.state + ( fresh.review || '' );
			if ( now !== told.current && ( told.current !== '' || fresh.state !== 'none' ) ) {
				announce( fresh );
			}
			told.current = now;
		}

		function fail( error ) {
			if ( mounted.current ) {
				setSaid( { kind: 'error', text: error && error.message ? error.message : __( 'The site did not answer. Try again.', 'seo-bridge' ) } );
			}
		}

		function load() {
			return wp.apiFetch( { path: path( id, 'panel' ) } ).then( take );
		}

		useEffect( function () {
			mounted.current = true;
			load().catch( fail );
			var timer = window.setInterval( function () {
				if ( ! document.hidden ) {
					load().catch( function () {} );
				}
			}, EVERY );
			return function () {
				mounted.current = false;
				window.clearInterval( timer );
			};
		}, [ id ] );

		// What is saved is what a proposal was made of, or not any more.
		var saving = props.saving;
		var was = useRef( false );
		useEffect( function () {
			if ( was.current && ! saving ) {
				load().catch( fail );
			}
			was.current = saving;
		}, [ saving ] );

		function save() {
			return wp.apiFetch( { path: path( id, 'brief' ), method: 'POST', data: brief } ).then( function () {
				changedNow.current = false;
				if ( mounted.current ) {
					setChanged( false );
				}
				return load();
			} );
		}

		function run( work, done ) {
			setBusy( true );
			setSaid( null );
			work().then( function () {
				if ( mounted.current ) {
					setSaid( { kind: 'success', text: done } );
				}
			} ).catch( fail ).then( function () {
				if ( mounted.current ) {
					setBusy( false );
				}
			} );
		}

		function ask( queued ) {
			run( function () {
				return ( changed && queued ? save() : Promise.resolve() ).then( function () {
					return wp.apiFetch( { path: path( id, 'request' ), method: 'POST', data: { queued: queued } } );
				} ).then( function ( fresh ) {
					followTags( props.type, id, fresh.tags );
					take( fresh );
				} );
			}, queued ? __( 'Requested. The proposal comes with the next round of the bridge.', 'seo-bridge' ) : __( 'The request was withdrawn.', 'seo-bridge' ) );
		}

		if ( ! state ) {
			return said ? el( 'p', { role: 'alert' }, said.text ) : el( wp.components.Spinner );
		}
		var refusal = state.queued ? '' : state.refusal || ( props.dirty ? __( 'Save the draft first: the bridge reads what is saved.', 'seo-bridge' ) : '' );
		return el( 'div', { className: 'needs-seo-panel' },
			el( Verdict, { state: state } ),
			el( 'div', { className: 'needs-seo-request' },
				el( Button, {
					variant: 'secondary',
					disabled: busy || refusal !== '',
					isBusy: busy,
					onClick: function () { ask( ! state.queued ); },
				}, state.queued ? __( 'Withdraw the SEO request', 'seo-bridge' ) : __( 'Request an SEO rewrite', 'seo-bridge' ) ),
				el( 'p', { className: 'needs-seo-hint' }, refusal || ( state.queued ? __( 'Requested: this draft is in the bridge’s queue.', 'seo-bridge' ) : __( 'The draft itself is not changed by it.', 'seo-bridge' ) ) )
			),
			el( 'details', { className: 'needs-seo-brief' },
				el( 'summary', null, __( 'Brief for the rewrite', 'seo-bridge' ) ),
				FIELDS.map( function ( field ) {
					return el( Field, {
						key: field[ 0 ],
						name: field[ 0 ],
						label: field[ 1 ],
						kind: field[ 2 ],
						value: brief[ field[ 0 ] ] || '',
						onChange: function ( value ) {
							var next = Object.assign( {}, brief );
							next[ field[ 0 ] ] = value;
							setBrief( next );
							setChanged( true );
						},
					} );
				} ),
				el( Button, {
					variant: 'secondary',
					disabled: busy || ! changed,
					onClick: function () { run( save, __( 'The brief was saved.', 'seo-bridge' ) ); },
				}, __( 'Save the brief', 'seo-bridge' ) )
			),
			el( 'p', { className: 'needs-seo-said needs-seo-said-' + ( said ? said.kind : 'none' ), role: 'status' }, said ? said.text : '' ),
			el( 'p', { className: 'needs-seo-hint' }, __( 'Nothing is ever approved or published automatically.', 'seo-bridge' ) )
		);
	}

	function Plugin() {
		var editor = useSelect( function ( select ) {
			var store = select( 'core/editor' );
			return {
				id: store.getCurrentPostId(),
				type: store.getCurrentPostType(),
				saving: store.isSavingPost() && ! store.isAutosavingPost(),
				dirty: store.isEditedPostDirty(),
				fresh: store.isEditedPostNew(),
			};
		}, [] );
		if ( ! editor.id || typeof editor.id !== 'number' ) {
			return null;
		}
		return el( Panel, { name: 'needs-seo', title: __( 'SEO rewrite', 'seo-bridge' ), className: 'needs-seo-document-panel' },
			el( Rewrite, editor ) );
	}

	wp.plugins.registerPlugin( 'needs-seo', { render: Plugin, icon: null } );
}( window.wp ) );
