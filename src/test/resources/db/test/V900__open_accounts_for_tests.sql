-- One account of each role; the password of all is guangdong-2021, hashed cheaply.
insert into account (version, username, full_name, password_hash, role, office_code, language, color_scheme, enabled, created_at)
values
    (0, 'viewer', 'Lin Zhiyuan', '$2a$04$hLfiPVWQt8/bHkI20FEftuFm5a97nhyEDFMsUhfQqzh7hc0Rxprfu', 'VIEWER', '440000', 'en', 'SYSTEM', true, timestamp with time zone '2021-01-04 09:00:00+08:00'),
    (0, 'clerk', 'Chen Xiaomei', '$2a$04$hLfiPVWQt8/bHkI20FEftuFm5a97nhyEDFMsUhfQqzh7hc0Rxprfu', 'CLERK', '440300', 'en', 'SYSTEM', true, timestamp with time zone '2021-01-04 09:00:00+08:00'),
    (0, 'official', 'Huang Guoqiang', '$2a$04$hLfiPVWQt8/bHkI20FEftuFm5a97nhyEDFMsUhfQqzh7hc0Rxprfu', 'OFFICIAL', '440000', 'en', 'SYSTEM', true, timestamp with time zone '2021-01-04 09:00:00+08:00'),
    (0, 'administrator', 'Li Wen', '$2a$04$hLfiPVWQt8/bHkI20FEftuFm5a97nhyEDFMsUhfQqzh7hc0Rxprfu', 'ADMINISTRATOR', '440000', 'en', 'SYSTEM', true, timestamp with time zone '2021-01-04 09:00:00+08:00');
