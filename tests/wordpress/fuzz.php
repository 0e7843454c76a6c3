<?php
/**
 * Sends many requests to the REST server within one process, and says of each what it did.
 *
 * The first argument is a file with a JSON list of {user, method, route, query, body}; the answer, in the file that is
 * the second, a list of {status, code, changed, trouble}. `changed` names the tables that differ afterwards; `trouble`
 * is what PHP complained of.
 */

$fuzz_trouble = array();
set_error_handler(
	static function ( $number, $text, $file, $line ) use ( &$fuzz_trouble ) {
		// Told only where the line did not say that it expects it.
		if ( error_reporting() & $number ) {
			$fuzz_trouble[] = "$text in " . basename( $file ) . ":$line";
		}
		return true;
	}
);

function fuzz_state() {
	global $wpdb;
	$state = array();
	$names = array( $wpdb->posts, $wpdb->postmeta, $wpdb->terms, $wpdb->term_taxonomy, $wpdb->term_relationships, $wpdb->users, $wpdb->usermeta, $wpdb->comments );
	foreach ( $wpdb->get_results( 'CHECKSUM TABLE ' . implode( ', ', $names ), ARRAY_N ) as $row ) {
		$state[ $row[0] ] = $row[1];
	}
	$wpdb->query( 'SET SESSION group_concat_max_len = 100000000' );
	$state['options'] = $wpdb->get_var( "SELECT MD5(GROUP_CONCAT(MD5(CONCAT(option_name, option_value)) ORDER BY option_name)) FROM $wpdb->options WHERE option_name NOT LIKE '%transient%' AND option_name <> 'cron'" );
	return $state;
}

$fuzz_answers = array();
$fuzz_before  = fuzz_state();
foreach ( json_decode( file_get_contents( $argv[1] ), true ) as $fuzz_case ) {
	$fuzz_trouble = array();
	$fuzz_user    = $fuzz_case['user'] ? get_user_by( 'login', $fuzz_case['user'] ) : null;
	wp_set_current_user( $fuzz_user ? $fuzz_user->ID : 0 );
	$fuzz_request = new WP_REST_Request( $fuzz_case['method'], $fuzz_case['route'] );
	$fuzz_request->set_query_params( (array) $fuzz_case['query'] );
	if ( null !== $fuzz_case['body'] ) {
		$fuzz_request->set_header( 'Content-Type', 'application/json' );
		$fuzz_request->set_body( base64_decode( $fuzz_case['body'] ) );
	}
	try {
		$fuzz_reply = rest_do_request( $fuzz_request );
		$fuzz_data  = rest_get_server()->response_to_data( $fuzz_reply, false );
		$fuzz_said  = array(
			'status' => $fuzz_reply->get_status(),
			'code'   => is_array( $fuzz_data ) && isset( $fuzz_data['code'] ) ? $fuzz_data['code'] : null,
		);
		if ( false === wp_json_encode( $fuzz_data ) ) {
			$fuzz_trouble[] = 'the answer is no JSON';
		}
	} catch ( Throwable $fuzz_error ) {
		$fuzz_said = array(
			'status' => 500,
			'code'   => get_class( $fuzz_error ) . ': ' . $fuzz_error->getMessage() . ' in ' . basename( $fuzz_error->getFile() ) . ':' . $fuzz_error->getLine(),
		);
	}
	$fuzz_after     = fuzz_state();
	$fuzz_answers[] = $fuzz_said + array(
		'changed' => array_keys( array_diff_assoc( $fuzz_after, $fuzz_before ) ),
		'trouble' => $fuzz_trouble,
	);
	$fuzz_before    = $fuzz_after;
	wp_cache_flush();
}
file_put_contents( $argv[2], wp_json_encode( $fuzz_answers, JSON_INVALID_UTF8_SUBSTITUTE ) );
