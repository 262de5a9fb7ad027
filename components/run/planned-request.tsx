'use client';
import type { RequestSpec } from '@/lib/model/request-spec';
import { Masked } from './masked';
import { PromptedText } from './prompted-text';
import { authSecret, authWords, bodyText, messagesText, pairsText } from './request-text';

/** A request as it was asked for: nothing filled in, nothing inherited. */
export function PlannedRequest({ request }: { request: RequestSpec }) {
  const { method, url, headers = [], params, cookies = {}, auth } = request;
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="font-mono wrap-anywhere">
        <b>{method}</b> <PromptedText text={url} />
      </p>
      {params && params.length > 0 ? <Part label="Params" text={pairsText(params)} /> : null}
      {headers.length > 0 ? (
        <Part
          label="Headers"
          text={headers
            .map(([name, value]) => (value === null ? `${name} (removed here)` : `${name}: ${value}`))
            .join('\n')}
        />
      ) : null}
      {Object.keys(cookies).length > 0 ? (
        <Part
          label="Cookies for this request only"
          text={Object.entries(cookies)
            .map(([name, value]) => (value === null ? `${name} (removed here)` : `${name}=${value}`))
            .join('\n')}
        />
      ) : null}
      {auth ? <AuthLine auth={auth} /> : null}
      <Content request={request} />
    </div>
  );
}

/** A body, or what is said over a WebSocket. */
function Content({ request: { body, socket } }: { request: RequestSpec }) {
  if (body) return <Part label={`Body, ${body.type}`} text={bodyText(body)} />;
  if (!socket?.messages?.length) return null;
  return <Part label="Messages" text={messagesText(socket.messages)} />;
}

function AuthLine({ auth }: { auth: NonNullable<RequestSpec['auth']> }) {
  const secret = authSecret(auth);
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className="text-muted">Auth</span> {authWords(auth)}
      {secret === null ? null : secret.includes('{{') ? (
        <code>
          <PromptedText text={secret} />
        </code>
      ) : (
        <Masked value={secret} what="the auth secret" />
      )}
    </p>
  );
}

function Part({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <p className="text-muted">{label}</p>
      <pre className="bg-panel mt-0.5 rounded-sm border px-2 py-1 wrap-anywhere whitespace-pre-wrap">
        <PromptedText text={text} />
      </pre>
    </div>
  );
}
