'use client';
import { SecretField } from '@/components/ui/secret-field';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { AuthFieldsProps } from './auth-editor';

/** The keys of an AWS signature, and what it is made for. */
export function AwsFields({ auth, set }: AuthFieldsProps) {
  return (
    <>
      <TextField
        label="Access key ID"
        mono
        placeholder="AKIA…"
        value={auth.accessKeyId}
        onChange={(event) => set({ accessKeyId: event.target.value })}
      />
      <SecretField
        label="Secret access key"
        value={auth.secretAccessKey}
        onChange={(secretAccessKey) => set({ secretAccessKey })}
      />
      <SecretField
        label="Session token"
        hint="Only with temporary keys."
        value={auth.sessionToken}
        onChange={(sessionToken) => set({ sessionToken })}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="Region"
          mono
          placeholder="from the host"
          value={auth.region}
          onChange={(event) => set({ region: event.target.value })}
        />
        <TextField
          label="Service"
          mono
          placeholder="from the host"
          value={auth.service}
          onChange={(event) => set({ service: event.target.value })}
        />
      </div>
      <Select
        label="Signature goes into"
        options={[
          { value: 'header', label: 'the Authorization header' },
          { value: 'query', label: 'the query (a pre-signed URL)' },
        ]}
        value={auth.in}
        onChange={(event) => set({ in: event.target.value === 'query' ? 'query' : 'header' })}
      />
    </>
  );
}
