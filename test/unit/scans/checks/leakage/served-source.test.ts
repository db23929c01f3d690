import { expect, test } from 'vitest';
import { servedSource } from '@/lib/scans/checks/leakage/served-source';
import { capturedPage } from '../captured-page';

const confidences = (path: string, body: string) =>
  servedSource
    .run(capturedPage({ url: `https://lamps.shop${path}`, body }), {
      origin: 'https://lamps.shop',
      isBehindLogin: false,
    })
    .map(({ confidence }) => confidence);

test.each([
  ['PHP', '/cart.php', '<?php $db = new PDO("mysql:host=db1", "lamps", "x"); ?><h1>Cart</h1>', 'CONFIRMED'],
  ['JSP', '/cart.jsp', '<%@ page language="java" import="java.sql.*" %><h1>Cart</h1>', 'CONFIRMED'],
  ['a script with its interpreter', '/cgi-bin/cart.cgi', '#!/usr/bin/perl\nprint 1;', 'CONFIRMED'],
  ['PHP within a page', '/cart', '<h1>Cart</h1><?php include "db.inc"; ?>', 'LIKELY'],
  [
    'PHP behind a script that is never closed',
    '/cart',
    '<SCRIPT>var a;<h1>Cart</h1><?php include "db.inc"; ?>',
    'LIKELY',
  ],
  [
    'PHP between two that are set aside',
    '/cart',
    '<PRE>İ</Pre ><?php include "db.inc"; ?><pre>b</pre>',
    'LIKELY',
  ],
  ['includes of a server', '/a.shtml', '<p><!--#include virtual="/inc/db.inc" --></p>', 'LIKELY'],
])('%s is served', (_name, path, body, expected) => {
  expect(confidences(path, body)).toEqual([expected]);
});

test.each([
  ['a lesson', '<pre><code>&lt;?php echo 1; ?&gt;</code></pre>'],
  [
    'code set aside',
    '<script type="text/template"><?php echo 1; ?><%@ page import="a" %></script><pre><?php x ?></pre>',
  ],
  ['a declaration of XML', '<?xml version="1.0"?><!DOCTYPE html><html></html>'],
  ['a template for the browser', '<div><%= name %></div>'],
  ['code in a comment in a script', '<STYLE><!-- a --><?php x ?></style ><![CDATA[<?php y ?>]]>'],
  ['a comment', '<!-- <?php was here ?> --><p>x</p>'],
])('%s is not', (_name, body) => {
  expect(confidences('/learn', body)).toEqual([]);
});
