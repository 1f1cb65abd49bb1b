/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Namespaces of BiPRO and of what it is carried in. Source: reference/bipro.md, section 1.3. */
#pragma once

#define NS_SOAP11 "http://schemas.xmlsoap.org/soap/envelope/"
#define NS_SOAP12 "http://www.w3.org/2003/05/soap-envelope"
#define NS_WSSE "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
#define NS_WSU "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
#define NS_WST "http://schemas.xmlsoap.org/ws/2005/02/trust"
#define NS_WSC "http://schemas.xmlsoap.org/ws/2005/02/sc"
#define NS_WSA "http://schemas.xmlsoap.org/ws/2004/08/addressing"
#define NS_XOP "http://www.w3.org/2004/08/xop/include"
#define NS_NACHR "http://www.bipro.net/namespace/nachrichten"
#define NS_TRANSFER "http://www.bipro.net/namespace/transfer"
#define NS_GEVO "http://www.bipro.net/namespace/gevo"
#define NS_ALLG "http://www.bipro.net/namespace/allgemein"

#define PASSWORD_TEXT                                                                              \
  "http://docs.oasis-open.org/wss/2004/01/"                                                        \
  "oasis-200401-wss-username-token-profile-1.0#PasswordText"
#define TOKEN_TYPE NS_WSC "/sct"
#define REQUEST_ISSUE NS_WST "/Issue"
#define ACTION_ISSUE NS_WST "/RST/Issue"
#define ACTION_SCT NS_WST "/RST/SCT"
