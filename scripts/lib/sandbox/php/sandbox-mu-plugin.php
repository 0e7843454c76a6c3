<?php
/**
 * Plugin Name: Sandbox
 * Description: What only a WordPress for tests has: mails that go to a folder, application passwords over plain http.
 */

// One JSON file a mail, its name in the order of sending; nothing leaves the machine.
add_filter(
	'pre_wp_mail',
	static function ( $short_circuit, array $mail ) {
		$name = sprintf( '%.6F-%s.json', microtime( true ), bin2hex( random_bytes( 3 ) ) );
		file_put_contents(
			SANDBOX_MAILS . '/' . $name,
			json_encode( $mail, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE )
		);
		return true;
	},
	10,
	2
);

// WordPress's calls home (updates, translations) find nobody. Without this they would be refused, each with a warning in
// the debug log, where a test looks for the warnings of the code under test.
add_filter(
	'pre_http_request',
	static function ( $answer, $_arguments, $url ) {
		if ( ! preg_match( '/(^|\.)wordpress\.org$/', (string) wp_parse_url( $url, PHP_URL_HOST ) ) ) {
			return $answer;
		}
		return array(
			'headers'  => array(),
			'body'     => '',
			'response' => array(
				'code'    => 404,
				'message' => 'Not Found',
			),
			'cookies'  => array(),
			'filename' => null,
		);
	},
	10,
	3
);

// Under the environment 'local' they are anyway; this is for the others.
add_filter( 'wp_is_application_passwords_available', '__return_true' );

// No screen between signing in and what a test wants to see.
add_filter( 'admin_email_check_interval', '__return_zero' );
