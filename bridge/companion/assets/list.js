/* The list of proposals: a button that opens WordPress's own help tab. */
( function () {
	'use strict';
	document.addEventListener( 'click', function ( event ) {
		var help = document.getElementById( 'contextual-help-link' );
		if ( help && event.target.closest && event.target.closest( '.needs-seo-open-help' ) ) {
			window.scrollTo( 0, 0 );
			help.click();
			help.focus();
		}
	} );
}() );
