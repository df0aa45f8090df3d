-- Who comes back from a provider of OpenID Connect is known by the number that the provider has given the person (its subject),
-- never by a name or an address of mail, which may go to somebody else there.
create table provider_identity (
    account_id bigint primary key references account,
    issuer varchar(400) not null,
    subject varchar(255) not null,
    bound_at timestamp with time zone not null,
    constraint uq_provider_identity unique (issuer, subject)
);

alter table sign_in_attempt drop constraint ck_sign_in_attempt_kind;
alter table sign_in_attempt add constraint ck_sign_in_attempt_kind
    check (kind in ('PASSWORD', 'CODE', 'OWN_PASSWORD', 'PROVIDER'));
