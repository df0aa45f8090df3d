-- Second factors. The secret is sealed by a key that is not in the database, the recovery codes are kept as keyed hashes. Of
-- the codes of an app, each is a step of 30 seconds: none is accepted that is not newer than the last.
create table second_factor (
    account_id bigint primary key references account,
    sealed_secret varchar(200) not null,
    since timestamp with time zone not null,
    last_step bigint not null
);

create table recovery_code (
    account_id bigint not null references second_factor on delete cascade,
    code_hash char(64) not null,
    used_at timestamp with time zone,
    primary key (account_id, code_hash)
);
