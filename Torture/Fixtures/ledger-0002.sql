PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_migrations (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT;
INSERT INTO schema_migrations VALUES(1,'0001 ledger','02f83219bcf8893bfe925704727053059b8030b0ee835755ea087d7288206a9f',1767225600000000);
INSERT INTO schema_migrations VALUES(2,'0002 statements','540a8c19526704e5c50fceecf2f8b1f44734b64043a6f8ed99cadbe289fdffc8',1767225600000000);
CREATE TABLE api_usage (
    tenant_id TEXT NOT NULL CHECK (tenant_id <> ''),
    id BLOB NOT NULL CHECK (length(id) = 16),
    occurred_at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('usage', 'reversal', 'restatement')),
    sign INTEGER NOT NULL CHECK (sign = CASE kind WHEN 'reversal' THEN -1 ELSE 1 END),
    corrects BLOB CHECK ((corrects IS NULL) = (kind = 'usage')),
    correction_reason TEXT,
    correction_actor TEXT,
    "user" TEXT,
    team TEXT,
    key_id TEXT,
    chat TEXT,
    message TEXT,
    campaign TEXT,
    agent TEXT,
    tags TEXT,
    service TEXT NOT NULL
        CHECK (service IN ('content', 'chat', 'image', 'video', 'audio', 'embedding', 'other')),
    action TEXT,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    served_model TEXT,
    priced_model TEXT,
    endpoint TEXT,
    request_id TEXT,
    response_id TEXT,
    parent_call TEXT,
    step INTEGER CHECK (step >= 0),
    attempt INTEGER CHECK (attempt >= 0),
    requested_tier TEXT,
    served_tier TEXT,
    region TEXT,
    route TEXT,
    speed TEXT,
    status TEXT NOT NULL CHECK (status IN ('success', 'error', 'rate_limited', 'cancelled')),
    http_status INTEGER CHECK (http_status BETWEEN 100 AND 999),
    error_type TEXT,
    stop_reason TEXT,
    latency_ms INTEGER CHECK (latency_ms >= 0),
    time_to_first_token_ms INTEGER CHECK (time_to_first_token_ms >= 0),
    usage_state TEXT NOT NULL CHECK (usage_state IN ('measured', 'partial', 'estimated', 'absent')),
    input_tokens INTEGER CHECK (input_tokens >= 0),
    output_tokens INTEGER CHECK (output_tokens >= 0),
    total_tokens INTEGER CHECK (total_tokens >= 0),
    cache_read_tokens INTEGER CHECK (cache_read_tokens >= 0),
    cache_write_tokens INTEGER CHECK (cache_write_tokens >= 0),
    reasoning_tokens INTEGER CHECK (reasoning_tokens >= 0),
    images INTEGER CHECK (images >= 0),
    video_microseconds INTEGER CHECK (video_microseconds >= 0),
    audio_microseconds INTEGER CHECK (audio_microseconds >= 0),
    usage TEXT,
    input_cost INTEGER CHECK (input_cost >= 0),
    output_cost INTEGER CHECK (output_cost >= 0),
    generation_cost INTEGER CHECK (generation_cost >= 0),
    total_cost INTEGER CHECK (total_cost >= 0 AND total_cost = input_cost + output_cost + generation_cost),
    list_cost INTEGER CHECK (list_cost >= 0),
    stated_cost INTEGER CHECK (stated_cost >= 0),
    stated_cost_source TEXT CHECK ((stated_cost_source IS NULL) = (stated_cost IS NULL)),
    price_currency TEXT,
    price_rate TEXT,
    unpriced_reason TEXT CHECK ((unpriced_reason IS NULL) = (total_cost IS NOT NULL)),
    unpriced_hint TEXT,
    price_id TEXT CHECK ((price_id IS NULL) = (total_cost IS NULL)),
    price_date TEXT CHECK (price_date IN ('dated', 'assumed')),
    catalogue_version TEXT,
    price_terms BLOB CHECK ((price_terms IS NULL) = (total_cost IS NULL)),
    line_counts TEXT,
    metadata TEXT,
    personal_digest BLOB CHECK (length(personal_digest) = 32),
    posting_month INTEGER NOT NULL CHECK (posting_month % 100 BETWEEN 1 AND 12),
    import_id INTEGER,
    recorded_at INTEGER NOT NULL,
    ledger_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (tenant_id, occurred_at, id)
) STRICT;
INSERT INTO api_usage VALUES('default',X'01942167e2e070008000000000200000',1735727244000000,'usage',1,NULL,NULL,NULL,'barbara',NULL,NULL,'chat-0','message-0',NULL,NULL,NULL,'chat',NULL,'google','gemini-1.5-pro',NULL,'gemini-1.5-pro',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,2332,NULL,'measured',12012,2296,14308,NULL,NULL,NULL,NULL,NULL,NULL,NULL,15015000000,11480000000,0,26495000000,26495000000,NULL,NULL,NULL,NULL,NULL,NULL,'google/gemini-1.5-pro','assumed','2026-11-21+877b22a2',X'aa3e2e90b81135cbd3a62350636ca5da','12012 2296',NULL,NULL,202501,NULL,1767225600000000,5452762862878174055,1,X'0000000000000000000000000000000000000000000000000000000000000000',X'5b62ad604f21c896bec39fffc30983ff3b2e75f5c9a592c8c3f473a506d1e30a');
INSERT INTO api_usage VALUES('default',X'019421908d0870018000000000200001',1735729909000000,'usage',1,NULL,NULL,NULL,'barbara',NULL,NULL,'chat-0','message-1',NULL,NULL,NULL,'chat',NULL,'in-house','house-model',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,8242,NULL,'measured',17028,1847,18875,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown_model','no price list has the provider `in-house`',NULL,NULL,NULL,NULL,NULL,NULL,NULL,202501,NULL,1767225600000000,5452762862878174055,2,X'5b62ad604f21c896bec39fffc30983ff3b2e75f5c9a592c8c3f473a506d1e30a',X'2567fa64667c1c341f77a8bbfc0c572db936367aebf69a75259cbaad47dba6a1');
INSERT INTO api_usage VALUES('default',X'01942228a2a070028000000000200002',1735739876000000,'usage',1,NULL,NULL,NULL,'grace',NULL,NULL,'chat-0','message-2',NULL,NULL,NULL,'chat',NULL,'openai','gpt-4o',NULL,'gpt-4o',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,4374,NULL,'measured',17959,2637,20596,NULL,NULL,NULL,NULL,NULL,NULL,NULL,44897500000,26370000000,0,71267500000,71267500000,NULL,NULL,NULL,NULL,NULL,NULL,'openai/gpt-4o','assumed','2026-11-21+880adacb',X'45e321958f40758988e62a1e25bd061e','17959 2637',NULL,NULL,202501,NULL,1767225600000000,5452762862878174055,3,X'2567fa64667c1c341f77a8bbfc0c572db936367aebf69a75259cbaad47dba6a1',X'e9376fc96489dd905a47fafd1a839e4ec2415bc586fb0578a4007cde6bd69571');
INSERT INTO api_usage VALUES('default',X'019422990fe070038000000000200003',1735747244000000,'usage',1,NULL,NULL,NULL,'ada',NULL,NULL,'chat-0','message-3',NULL,NULL,NULL,'chat',NULL,'in-house','house-model',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,5897,NULL,'measured',13251,1332,14583,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown_model','no price list has the provider `in-house`',NULL,NULL,NULL,NULL,NULL,NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,4,X'e9376fc96489dd905a47fafd1a839e4ec2415bc586fb0578a4007cde6bd69571',X'd510f91056ff171889e8d310b09c1daeeac3b2c1ca6c66f247c1896bdce4d77d');
INSERT INTO api_usage VALUES('default',X'019422f243d070048000000000200004',1735753090000000,'usage',1,NULL,NULL,NULL,'donald',NULL,NULL,'chat-1','message-4',NULL,NULL,NULL,'chat',NULL,'openai','dall-e-3',NULL,'dall-e-3',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,3266,NULL,'measured',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'{"images":1,"image_size":"1024x1024","image_quality":"standard"}',0,0,40000000000,40000000000,40000000000,NULL,NULL,NULL,NULL,NULL,NULL,'openai/dall-e-3','assumed','2026-11-21+880adacb',X'6b034e80cee42170985f38d7442f4aab','1',NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,5,X'd510f91056ff171889e8d310b09c1daeeac3b2c1ca6c66f247c1896bdce4d77d',X'08fdfb6ed74f9eb56090b2bf1e5942b34d6a152d7d40c7d2c9c9a97ac3b8210b');
INSERT INTO api_usage VALUES('default',X'019423a4711870058000000000200005',1735764767000000,'usage',1,NULL,NULL,NULL,'ada',NULL,NULL,'chat-1','message-5',NULL,NULL,NULL,'chat',NULL,'openai','dall-e-3',NULL,'dall-e-3',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,2490,NULL,'measured',NULL,NULL,NULL,NULL,NULL,NULL,3,NULL,NULL,'{"images":3,"image_size":"1024x1024","image_quality":"standard"}',0,0,120000000000,120000000000,120000000000,NULL,NULL,NULL,NULL,NULL,NULL,'openai/dall-e-3','assumed','2026-11-21+880adacb',X'6b034e80cee42170985f38d7442f4aab','3',NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,6,X'08fdfb6ed74f9eb56090b2bf1e5942b34d6a152d7d40c7d2c9c9a97ac3b8210b',X'00ed8f4a988066caae416e8d7a0c04ee46147082bba1d6317d8f0344dea59cc3');
INSERT INTO api_usage VALUES('default',X'019b76daa8007e42987bbcbfdd7e532f',1735729909000000,'reversal',-1,X'019421908d0870018000000000200001','entered twice','ada','barbara',NULL,NULL,'chat-0','message-1',NULL,NULL,NULL,'chat',NULL,'in-house','house-model',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,8242,NULL,'measured',17028,1847,18875,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown_model','no price list has the provider `in-house`',NULL,NULL,NULL,NULL,NULL,NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,7,X'00ed8f4a988066caae416e8d7a0c04ee46147082bba1d6317d8f0344dea59cc3',X'f8c82ff66dd0710a0d1d87fa78fe3cdec9ba59a876115259ea705992842ce12c');
INSERT INTO api_usage VALUES('default',X'019423af274870068000000000200006',1735765469000000,'usage',1,NULL,NULL,NULL,'ada',NULL,NULL,'chat-1','message-6',NULL,NULL,NULL,'chat',NULL,'openai','gpt-4o',NULL,'gpt-4o',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,7248,NULL,'measured',6080,2297,8377,NULL,NULL,NULL,NULL,NULL,NULL,NULL,15200000000,22970000000,0,38170000000,38170000000,NULL,NULL,NULL,NULL,NULL,NULL,'openai/gpt-4o','assumed','2026-11-21+880adacb',X'45e321958f40758988e62a1e25bd061e','6080 2297',NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,8,X'f8c82ff66dd0710a0d1d87fa78fe3cdec9ba59a876115259ea705992842ce12c',X'39efff498c775ac925ecc7ea94b78ae1a2da338c91655941b3ed45e1e14a0fa0');
INSERT INTO api_usage VALUES('default',X'0194245b130070078000000000200007',1735776736000000,'usage',1,NULL,NULL,NULL,'grace',NULL,NULL,'chat-1','message-7',NULL,NULL,NULL,'chat',NULL,'openai','dall-e-3',NULL,'dall-e-3',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,8799,NULL,'measured',NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'{"images":1,"image_size":"1024x1024","image_quality":"standard"}',0,0,40000000000,40000000000,40000000000,NULL,NULL,NULL,NULL,NULL,NULL,'openai/dall-e-3','assumed','2026-11-21+880adacb',X'6b034e80cee42170985f38d7442f4aab','1',NULL,X'3ad97e6d8209b7410cbf79f9b81e94a8c973e100df85e4b3961644b1fd958786',202502,NULL,1767225600000000,5452762862878174055,9,X'39efff498c775ac925ecc7ea94b78ae1a2da338c91655941b3ed45e1e14a0fa0',X'3a95efbde50d826466e693b63d7cb6ede364b1c1eff316c9bae14271f48470d2');
INSERT INTO api_usage VALUES('default',X'01942486f56070088000000000200008',1735779612000000,'usage',1,NULL,NULL,NULL,'grace',NULL,NULL,'chat-2','message-8','spring',NULL,NULL,'chat',NULL,'in-house','house-model',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,5209,NULL,'measured',16333,178,16511,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown_model','no price list has the provider `in-house`',NULL,NULL,NULL,NULL,NULL,NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,10,X'3a95efbde50d826466e693b63d7cb6ede364b1c1eff316c9bae14271f48470d2',X'6519e28b80fd0ab38929a1314e5147fa0f9ed1765e10881a446cf7868b6dded5');
INSERT INTO api_usage VALUES('default',X'0194255f6b7070098000000000200009',1735793798000000,'usage',1,NULL,NULL,NULL,'edsger',NULL,NULL,'chat-2','message-9','spring',NULL,NULL,'chat',NULL,'openai','gpt-4o',NULL,'gpt-4o',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,8386,NULL,'measured',3174,605,3779,NULL,NULL,NULL,NULL,NULL,NULL,NULL,7935000000,6050000000,0,13985000000,13985000000,NULL,NULL,NULL,NULL,NULL,NULL,'openai/gpt-4o','assumed','2026-11-21+880adacb',X'45e321958f40758988e62a1e25bd061e','3174 605',NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,11,X'6519e28b80fd0ab38929a1314e5147fa0f9ed1765e10881a446cf7868b6dded5',X'897544648cea35b5e9e9f4be2e4781f7a1c2b62a64b64f0b24e5ac22c4189cc8');
INSERT INTO api_usage VALUES('default',X'019425a00a68700a800000000020000a',1735798033000000,'usage',1,NULL,NULL,NULL,'edsger',NULL,NULL,'chat-2','message-10','spring',NULL,NULL,'chat',NULL,'openai','gpt-4o-mini',NULL,'gpt-4o-mini',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,1609,NULL,'measured',4677,1037,5714,NULL,NULL,NULL,NULL,NULL,NULL,NULL,701550000,622200000,0,1323750000,1323750000,NULL,NULL,NULL,NULL,NULL,NULL,'openai/gpt-4o-mini','assumed','2026-11-21+880adacb',X'662b8b12b2bfff27616c3ae113808da9','4677 1037',NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,12,X'897544648cea35b5e9e9f4be2e4781f7a1c2b62a64b64f0b24e5ac22c4189cc8',X'1266ce93fd30b84291fb652d9e2fed8de75bc94e552603a056c927a8fb01c1ec');
INSERT INTO api_usage VALUES('default',X'0194262858f0700b800000000020000b',1735806966000000,'usage',1,NULL,NULL,NULL,'grace',NULL,NULL,'chat-2','message-11',NULL,NULL,NULL,'chat',NULL,'openai','gpt-4o-mini',NULL,'gpt-4o-mini',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,5571,NULL,'measured',9176,1789,10965,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1376400000,1073400000,0,2449800000,2449800000,NULL,NULL,NULL,NULL,NULL,NULL,'openai/gpt-4o-mini','assumed','2026-11-21+880adacb',X'662b8b12b2bfff27616c3ae113808da9','9176 1789',NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,13,X'1266ce93fd30b84291fb652d9e2fed8de75bc94e552603a056c927a8fb01c1ec',X'ad041b880d6d1d165485f5edeca7d97faa3658cad56b97baa3f700dd13618606');
INSERT INTO api_usage VALUES('default',X'0194266c5b18700c800000000020000c',1735811423000000,'usage',1,NULL,NULL,NULL,'ada',NULL,NULL,'chat-3','message-12',NULL,NULL,NULL,'chat',NULL,'in-house','house-model',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,5304,NULL,'measured',9584,2569,12153,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown_model','no price list has the provider `in-house`',NULL,NULL,NULL,NULL,NULL,NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,14,X'ad041b880d6d1d165485f5edeca7d97faa3658cad56b97baa3f700dd13618606',X'44e81ee3ade7af3d80d20464c200ebb0395de9aa33f4d7e57e19724b18621596');
INSERT INTO api_usage VALUES('default',X'019426d3bfd8700d800000000020000d',1735818199000000,'usage',1,NULL,NULL,NULL,NULL,NULL,NULL,'chat-3','message-13',NULL,NULL,NULL,'chat',NULL,'in-house','house-model',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,4213,NULL,'measured',3271,806,4077,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown_model','no price list has the provider `in-house`',NULL,NULL,NULL,NULL,NULL,NULL,X'9261f4d5b806c78b6ea6355ff09b388f0bc6166ba78161c20320c1232d63d5c6',202502,NULL,1767225600000000,5452762862878174055,15,X'44e81ee3ade7af3d80d20464c200ebb0395de9aa33f4d7e57e19724b18621596',X'156a293828c1851164d72a9313ed8eb103c1234a252b9c4bb84395afb5299fda');
INSERT INTO api_usage VALUES('default',X'019427333558700e800000000020000e',1735824455000000,'usage',1,NULL,NULL,NULL,NULL,NULL,NULL,'chat-3','message-14',NULL,NULL,NULL,'chat',NULL,'google','gemini-1.5-pro',NULL,'gemini-1.5-pro',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,784,NULL,'measured',3878,102,3980,NULL,NULL,NULL,NULL,NULL,NULL,NULL,4847500000,510000000,0,5357500000,5357500000,NULL,NULL,NULL,NULL,NULL,NULL,'google/gemini-1.5-pro','assumed','2026-11-21+877b22a2',X'aa3e2e90b81135cbd3a62350636ca5da','3878 102',NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,16,X'156a293828c1851164d72a9313ed8eb103c1234a252b9c4bb84395afb5299fda',X'140b0db9a88216f68b4603b2437fc60ffa2cf64181256bee4ffb2e0dc31bff6a');
INSERT INTO api_usage VALUES('default',X'0194278bb1b0700f800000000020000f',1735830254000000,'usage',1,NULL,NULL,NULL,'grace',NULL,NULL,'chat-3','message-15','spring',NULL,NULL,'chat',NULL,'anthropic','claude-3-5-sonnet-20241022',NULL,'claude-3-5-sonnet-20241022',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,104,NULL,'measured',6209,1929,8138,NULL,NULL,NULL,NULL,NULL,NULL,NULL,18627000000,28935000000,0,47562000000,47562000000,NULL,NULL,NULL,NULL,NULL,NULL,'anthropic/claude-3-5-sonnet-20241022','assumed','2026-11-21+67628780',X'e23bcfca3bb540fc36000aa06816ec4c','6209 1929',NULL,X'3b869bdda90985c1c0da14352ba278c4153c49d1adcc0308f289bff07738dfdc',202502,NULL,1767225600000000,5452762862878174055,17,X'140b0db9a88216f68b4603b2437fc60ffa2cf64181256bee4ffb2e0dc31bff6a',X'c960b81f5b34c713873d516986ffdf20444243369a001a44fb9fe10e59e5dbdf');
INSERT INTO api_usage VALUES('default',X'0194285bdea870108000000000200010',1735843897000000,'usage',1,NULL,NULL,NULL,NULL,NULL,NULL,'chat-4','message-16',NULL,NULL,NULL,'chat',NULL,'anthropic','claude-3-5-sonnet-20241022',NULL,'claude-3-5-sonnet-20241022',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,4765,NULL,'measured',1077,2980,4057,NULL,NULL,NULL,NULL,NULL,NULL,NULL,3231000000,44700000000,0,47931000000,47931000000,NULL,NULL,NULL,NULL,NULL,NULL,'anthropic/claude-3-5-sonnet-20241022','assumed','2026-11-21+67628780',X'e23bcfca3bb540fc36000aa06816ec4c','1077 2980',NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,18,X'c960b81f5b34c713873d516986ffdf20444243369a001a44fb9fe10e59e5dbdf',X'5db76e099821220eee4d9fc6564830e65707d5d12ace36fdbab69572302a15ab');
INSERT INTO api_usage VALUES('default',X'019428bb38d070118000000000200011',1735850146000000,'usage',1,NULL,NULL,NULL,NULL,NULL,NULL,'chat-4','message-17',NULL,NULL,NULL,'chat',NULL,'openai','gpt-4o',NULL,'gpt-4o',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,6742,NULL,'measured',5840,1754,7594,NULL,NULL,NULL,NULL,NULL,NULL,NULL,14600000000,17540000000,0,32140000000,32140000000,NULL,NULL,NULL,NULL,NULL,NULL,'openai/gpt-4o','assumed','2026-11-21+880adacb',X'45e321958f40758988e62a1e25bd061e','5840 1754',NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,19,X'5db76e099821220eee4d9fc6564830e65707d5d12ace36fdbab69572302a15ab',X'b5a4ba9343e30d1cb0103578a9d0d42ebfc33c0513553197abf995a6fa592ea3');
INSERT INTO api_usage VALUES('default',X'019b76daa800786c96e84498e8b0e635',1735818199000000,'reversal',-1,X'019426d3bfd8700d800000000020000d','wrong counts','grace',NULL,NULL,NULL,'chat-3','message-13',NULL,NULL,NULL,'chat',NULL,'in-house','house-model',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,4213,NULL,'measured',3271,806,4077,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown_model','no price list has the provider `in-house`',NULL,NULL,NULL,NULL,NULL,NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,20,X'b5a4ba9343e30d1cb0103578a9d0d42ebfc33c0513553197abf995a6fa592ea3',X'e2716b1aecc594a6f88ff0ad35311bc17c4c013c0448c2c6010dca77498d0991');
INSERT INTO api_usage VALUES('default',X'019b76daa80079778e4858b561b10361',1735818199000000,'restatement',1,X'019426d3bfd8700d800000000020000d','wrong counts','grace',NULL,NULL,NULL,'chat-3','message-13',NULL,NULL,NULL,'chat',NULL,'in-house','house-model',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,4213,NULL,'measured',5,5,10,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown_model','no price list has the provider `in-house`',NULL,NULL,NULL,NULL,NULL,NULL,X'c49737cc67f908b3b7feb9754ba6dd5d14a96b7424fe33247dc8765799cdef0d',202502,NULL,1767225600000000,5452762862878174055,21,X'e2716b1aecc594a6f88ff0ad35311bc17c4c013c0448c2c6010dca77498d0991',X'e91cf77db8cf1a59cc8d8294270d4c94529b95ecfa509595b7f21f372adc19b3');
INSERT INTO api_usage VALUES('default',X'019b76daa8007219b33c04e09d9ae712',1735830254000000,'reversal',-1,X'0194278bb1b0700f800000000020000f','entered twice','ada','grace',NULL,NULL,'chat-3','message-15','spring',NULL,NULL,'chat',NULL,'anthropic','claude-3-5-sonnet-20241022',NULL,'claude-3-5-sonnet-20241022',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,104,NULL,'measured',6209,1929,8138,NULL,NULL,NULL,NULL,NULL,NULL,NULL,18627000000,28935000000,0,47562000000,47562000000,NULL,NULL,NULL,NULL,NULL,NULL,'anthropic/claude-3-5-sonnet-20241022','assumed','2026-11-21+67628780',X'e23bcfca3bb540fc36000aa06816ec4c','6209 1929',NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,22,X'e91cf77db8cf1a59cc8d8294270d4c94529b95ecfa509595b7f21f372adc19b3',X'2fdbef1a74e399ec2dd7f8924cd1e95e1237cd788adaab5446b1c774d5ae952c');
INSERT INTO api_usage VALUES('default',X'019b76daa80073d4a0b92d2a699b5d52',1735747244000000,'reversal',-1,X'019422990fe070038000000000200003','wrong counts','grace','ada',NULL,NULL,'chat-0','message-3',NULL,NULL,NULL,'chat',NULL,'in-house','house-model',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,5897,NULL,'measured',13251,1332,14583,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown_model','no price list has the provider `in-house`',NULL,NULL,NULL,NULL,NULL,NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,23,X'2fdbef1a74e399ec2dd7f8924cd1e95e1237cd788adaab5446b1c774d5ae952c',X'3f186534005388ba41ad10d1bb44cfbbf0ed88f28ab9e3a732446e26e7228458');
INSERT INTO api_usage VALUES('default',X'019b76daa80076d58c56cd8a4cfc66c1',1735747244000000,'restatement',1,X'019422990fe070038000000000200003','wrong counts','grace','ada',NULL,NULL,'chat-0','message-3',NULL,NULL,NULL,'chat',NULL,'in-house','house-model',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,5897,NULL,'measured',5,5,10,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown_model','no price list has the provider `in-house`',NULL,NULL,NULL,NULL,NULL,NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,24,X'3f186534005388ba41ad10d1bb44cfbbf0ed88f28ab9e3a732446e26e7228458',X'c4695c03834cd45390822438cf806d4bc731bdaf9001f392eb8a55ba2a25740c');
INSERT INTO api_usage VALUES('default',X'019b76daa800731da189abe28d8e28b1',1735798033000000,'reversal',-1,X'019425a00a68700a800000000020000a','entered twice','ada','edsger',NULL,NULL,'chat-2','message-10','spring',NULL,NULL,'chat',NULL,'openai','gpt-4o-mini',NULL,'gpt-4o-mini',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,1609,NULL,'measured',4677,1037,5714,NULL,NULL,NULL,NULL,NULL,NULL,NULL,701550000,622200000,0,1323750000,1323750000,NULL,NULL,NULL,NULL,NULL,NULL,'openai/gpt-4o-mini','assumed','2026-11-21+880adacb',X'662b8b12b2bfff27616c3ae113808da9','4677 1037',NULL,NULL,202502,NULL,1767225600000000,5452762862878174055,25,X'c4695c03834cd45390822438cf806d4bc731bdaf9001f392eb8a55ba2a25740c',X'5ccc5ab3c1ec288f20e6fd9654ed1a3f38bcecdce1c8cf4d78d84394689860bc');
INSERT INTO api_usage VALUES('default',X'01942919b45070128000000000200012',1735856338000000,'usage',1,NULL,NULL,NULL,'donald',NULL,NULL,'chat-4','message-18','spring',NULL,NULL,'chat',NULL,'in-house','house-model',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'success',NULL,NULL,NULL,7383,NULL,'measured',12618,1559,14177,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'unknown_model','no price list has the provider `in-house`',NULL,NULL,NULL,NULL,NULL,NULL,X'f9b535f496179db1425805b0ef98999a10079765cd0c3f4dc571dfc4b4b0ca4c',202502,NULL,1767225600000000,5452762862878174055,26,X'5ccc5ab3c1ec288f20e6fd9654ed1a3f38bcecdce1c8cf4d78d84394689860bc',X'3475159571effb40d435121115bf14ab76620f141740d54ffc5ba22e34dd7f6e');
CREATE TABLE price_terms (
    tenant_id TEXT NOT NULL,
    terms BLOB NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, terms)
) STRICT;
INSERT INTO price_terms VALUES('default',X'aa3e2e90b81135cbd3a62350636ca5da','{"cost_usd":"0","price_id":"google/gemini-1.5-pro","model_id":"gemini-1.5-pro","lines":[{"class":"input","direction":"input","unit":"token","count":"0","amount":"1.25","per":"1000000","multipliers":[],"cost_usd":"0"},{"class":"output","direction":"output","unit":"token","count":"0","amount":"5","per":"1000000","multipliers":[],"cost_usd":"0"}],"match":"exact gemini-1.5-pro","price_date":"assumed","source":"portkey@f654307e","source_url":"https://ai.google.dev/gemini-api/docs/pricing","source_seen":"2026-08-21","agrees":["genai-prices@0.2.3"],"catalogue_version":"2026-11-21+877b22a2"}');
INSERT INTO price_terms VALUES('default',X'45e321958f40758988e62a1e25bd061e','{"cost_usd":"0","price_id":"openai/gpt-4o","model_id":"gpt-4o","lines":[{"class":"input","direction":"input","unit":"token","count":"0","amount":"2.5","per":"1000000","multipliers":[],"cost_usd":"0"},{"class":"output","direction":"output","unit":"token","count":"0","amount":"10","per":"1000000","multipliers":[],"cost_usd":"0"}],"match":"exact gpt-4o","price_date":"assumed","source":"genai-prices@0.2.3","source_url":"https://developers.openai.com/api/docs/pricing","source_seen":"2026-11-21","agrees":["litellm@1.106.2","portkey@f654307e","models.dev@f3fc6922"],"catalogue_version":"2026-11-21+880adacb"}');
INSERT INTO price_terms VALUES('default',X'6b034e80cee42170985f38d7442f4aab','{"cost_usd":"0","price_id":"openai/dall-e-3","model_id":"dall-e-3","lines":[{"class":"image","direction":"generation","unit":"image","count":"0","amount":"0.04","per":"1","multipliers":[],"cost_usd":"0"}],"match":"exact dall-e-3","price_date":"assumed","source":"portkey@f654307e","source_seen":"2026-08-21","catalogue_version":"2026-11-21+880adacb"}');
INSERT INTO price_terms VALUES('default',X'662b8b12b2bfff27616c3ae113808da9','{"cost_usd":"0","price_id":"openai/gpt-4o-mini","model_id":"gpt-4o-mini","lines":[{"class":"input","direction":"input","unit":"token","count":"0","amount":"0.15","per":"1000000","multipliers":[],"cost_usd":"0"},{"class":"output","direction":"output","unit":"token","count":"0","amount":"0.6","per":"1000000","multipliers":[],"cost_usd":"0"}],"match":"exact gpt-4o-mini","price_date":"assumed","source":"genai-prices@0.2.3","source_url":"https://developers.openai.com/api/docs/pricing","source_seen":"2026-11-21","agrees":["portkey@f654307e","models.dev@f3fc6922"],"catalogue_version":"2026-11-21+880adacb"}');
INSERT INTO price_terms VALUES('default',X'e23bcfca3bb540fc36000aa06816ec4c','{"cost_usd":"0","price_id":"anthropic/claude-3-5-sonnet-20241022","model_id":"claude-3-5-sonnet-20241022","lines":[{"class":"input","direction":"input","unit":"token","count":"0","amount":"3","per":"1000000","multipliers":[],"cost_usd":"0"},{"class":"output","direction":"output","unit":"token","count":"0","amount":"15","per":"1000000","multipliers":[],"cost_usd":"0"}],"match":"exact claude-3-5-sonnet-20241022","price_date":"assumed","source":"genai-prices@0.2.3","source_url":"https://www.anthropic.com/pricing#api","source_seen":"2026-11-21","agrees":["portkey@f654307e","models.dev@f3fc6922"],"catalogue_version":"2026-11-21+67628780"}');
CREATE TABLE ledger (
    tenant_id TEXT NOT NULL,
    ledger_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    head BLOB NOT NULL,
    PRIMARY KEY (tenant_id, ledger_id)
) STRICT, WITHOUT ROWID;
INSERT INTO ledger VALUES('default',5452762862878174055,1767225600000000,26,X'3475159571effb40d435121115bf14ab76620f141740d54ffc5ba22e34dd7f6e');
CREATE TABLE idempotency (
    tenant_id TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    occurred_at INTEGER NOT NULL,
    id BLOB NOT NULL,
    PRIMARY KEY (tenant_id, key)
) STRICT, WITHOUT ROWID;
INSERT INTO idempotency VALUES('default','key:call-2-0',X'61003f88a0fb1f8208c1b4e7627f90fc2e6d16edb7c6c9daad2a466b7577da8e',1735727244000000,X'01942167e2e070008000000000200000');
INSERT INTO idempotency VALUES('default','key:call-2-1',X'd1881ca12eb49582347e741b6b558a49876d71b4deae9743c36002e770e78b63',1735729909000000,X'019421908d0870018000000000200001');
INSERT INTO idempotency VALUES('default','key:call-2-10',X'96ea598952d4a8080e273c27266d8eca4089b051283cb4b5fffb332dddf9895e',1735798033000000,X'019425a00a68700a800000000020000a');
INSERT INTO idempotency VALUES('default','key:call-2-12',X'63cb8b4f79a5afb9d6589fea3f05151d3de2ccc1e9f58d3b6de5addfbe5f4265',1735811423000000,X'0194266c5b18700c800000000020000c');
INSERT INTO idempotency VALUES('default','key:call-2-13',X'b145f9ea208e314e10e894317ac632af8445fa87a6b2149b0527f191219e6b3b',1735818199000000,X'019426d3bfd8700d800000000020000d');
INSERT INTO idempotency VALUES('default','key:call-2-14',X'0876e34f875d9bb73bda24a4470d3a6512dbbb58f64ddac8812269fb755356e1',1735824455000000,X'019427333558700e800000000020000e');
INSERT INTO idempotency VALUES('default','key:call-2-15',X'94f38dddf82fa5a906f230728e19d9b4f9082974764ed2d0cd7de67835a43497',1735830254000000,X'0194278bb1b0700f800000000020000f');
INSERT INTO idempotency VALUES('default','key:call-2-16',X'f8b35eaea863a005cd1d3ed3d03527b67adbc235c34d61d02bb1b4ca7e2c5116',1735843897000000,X'0194285bdea870108000000000200010');
INSERT INTO idempotency VALUES('default','key:call-2-17',X'85e2d61a10722add203f34fe23882de5efb4dcaa10125782e58faea794a7932c',1735850146000000,X'019428bb38d070118000000000200011');
INSERT INTO idempotency VALUES('default','key:call-2-18',X'da2c090dfe662d55027aaf0526744be4079dd5cf7b23c9093fdced9e35ca4a1a',1735856338000000,X'01942919b45070128000000000200012');
INSERT INTO idempotency VALUES('default','key:call-2-3',X'289116a06f15357557ba9c55db7fed1fb816884e7ec7982759c4cb99d85425c0',1735747244000000,X'019422990fe070038000000000200003');
INSERT INTO idempotency VALUES('default','key:call-2-5',X'ccce2337c532838a146e59ee1584e720227033bfc468fd5011a9952fc05d784e',1735764767000000,X'019423a4711870058000000000200005');
INSERT INTO idempotency VALUES('default','key:call-2-8',X'74f41e40f7486ccccf0b48af5e0ea1dc162aa68deaec4a5a1ad3eacadae76457',1735779612000000,X'01942486f56070088000000000200008');
INSERT INTO idempotency VALUES('default','key:call-2-9',X'd09e25e4a7501ac5c92642a6f69f881f13de9a76c2ec9dc036e09f1c792a58bc',1735793798000000,X'0194255f6b7070098000000000200009');
CREATE TABLE personal (
    tenant_id TEXT NOT NULL,
    occurred_at INTEGER NOT NULL,
    id BLOB NOT NULL,
    ip TEXT,
    user_agent TEXT,
    device TEXT,
    salt BLOB NOT NULL,
    PRIMARY KEY (tenant_id, occurred_at, id)
) STRICT;
INSERT INTO personal VALUES('default',1735776736000000,X'0194245b130070078000000000200007','192.0.2.180','gateway/7',NULL,X'c3f2827affe7f6644fc446b53f17fb29');
INSERT INTO personal VALUES('default',1735818199000000,X'019426d3bfd8700d800000000020000d','192.0.2.224','gateway/7',NULL,X'58bc3cb37bc7b2b3b9f24f7bae4a6586');
INSERT INTO personal VALUES('default',1735830254000000,X'0194278bb1b0700f800000000020000f','192.0.2.12','gateway/8',NULL,X'bd34d3aef603e583401478bc5887ccff');
INSERT INTO personal VALUES('default',1735818199000000,X'019b76daa80079778e4858b561b10361','192.0.2.224','gateway/7',NULL,X'5fb1940eb8cbf1aeee979f2730a45df3');
INSERT INTO personal VALUES('default',1735856338000000,X'01942919b45070128000000000200012','192.0.2.133','gateway/2',NULL,X'54a802d271b82a96ea8bbd50dcc507e4');
CREATE TABLE closed_months (
    tenant_id TEXT NOT NULL,
    posting_month INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    actor TEXT,
    PRIMARY KEY (tenant_id, posting_month)
) STRICT, WITHOUT ROWID;
INSERT INTO closed_months VALUES('default',202501,1767225600000000,'ada');
CREATE TABLE campaigns (
    tenant_id TEXT NOT NULL,
    campaign TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    budget INTEGER CHECK (budget >= 0),
    note TEXT,
    PRIMARY KEY (tenant_id, campaign)
) STRICT, WITHOUT ROWID;
CREATE TABLE series_colours (
    tenant_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    first_occurred_at INTEGER NOT NULL,
    place INTEGER,
    PRIMARY KEY (tenant_id, provider, model)
) STRICT, WITHOUT ROWID;
INSERT INTO series_colours VALUES('default','anthropic','claude-3-5-sonnet-20241022',1735830254000000,NULL);
INSERT INTO series_colours VALUES('default','google','gemini-1.5-pro',1735727244000000,NULL);
INSERT INTO series_colours VALUES('default','in-house','house-model',1735729909000000,NULL);
INSERT INTO series_colours VALUES('default','openai','dall-e-3',1735753090000000,NULL);
INSERT INTO series_colours VALUES('default','openai','gpt-4o',1735739876000000,NULL);
INSERT INTO series_colours VALUES('default','openai','gpt-4o-mini',1735798033000000,NULL);
CREATE TABLE import_progress (
    tenant_id TEXT NOT NULL,
    import_id INTEGER NOT NULL,
    importer TEXT NOT NULL,
    source TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    byte_offset INTEGER NOT NULL,
    line INTEGER NOT NULL,
    recorded INTEGER NOT NULL,
    repeated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    PRIMARY KEY (tenant_id, import_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_repeat (
    tenant_id TEXT NOT NULL,
    import_id INTEGER NOT NULL,
    content BLOB NOT NULL,
    seen INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, import_id, content)
) STRICT, WITHOUT ROWID;
CREATE TABLE provider_statements (
    tenant_id TEXT NOT NULL CHECK (tenant_id <> ''),
    period_start INTEGER NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    period_end INTEGER NOT NULL CHECK (period_end > period_start),
    provider TEXT NOT NULL,
    source TEXT NOT NULL,
    model TEXT,
    item TEXT,
    details TEXT,
    requests INTEGER CHECK (requests >= 0),
    usage TEXT,
    amount INTEGER,
    import_id INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, period_start, id)
) STRICT;
CREATE TABLE statement_imports (
    tenant_id TEXT NOT NULL,
    period_start INTEGER NOT NULL,
    id BLOB NOT NULL,
    import_id INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, period_start, id, import_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX api_usage_id ON api_usage (tenant_id, id);
CREATE UNIQUE INDEX api_usage_reversal ON api_usage (tenant_id, corrects) WHERE kind = 'reversal';
CREATE TRIGGER api_usage_no_update BEFORE UPDATE ON api_usage
BEGIN SELECT RAISE(ABORT, 'api_usage is append-only'); END;
CREATE TRIGGER api_usage_no_delete BEFORE DELETE ON api_usage
BEGIN SELECT RAISE(ABORT, 'api_usage is append-only'); END;
CREATE TRIGGER api_usage_no_replace BEFORE INSERT ON api_usage
WHEN EXISTS (SELECT 1 FROM api_usage WHERE tenant_id = NEW.tenant_id AND id = NEW.id) OR EXISTS (SELECT 1 FROM api_usage WHERE NEW.kind = 'reversal' AND kind = 'reversal' AND tenant_id = NEW.tenant_id AND corrects = NEW.corrects) OR EXISTS (SELECT 1 FROM api_usage WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'api_usage is append-only'); END;
CREATE TRIGGER price_terms_no_update BEFORE UPDATE ON price_terms
BEGIN SELECT RAISE(ABORT, 'price_terms is append-only'); END;
CREATE TRIGGER price_terms_no_delete BEFORE DELETE ON price_terms
BEGIN SELECT RAISE(ABORT, 'price_terms is append-only'); END;
CREATE TRIGGER price_terms_no_replace BEFORE INSERT ON price_terms
WHEN EXISTS (SELECT 1 FROM price_terms WHERE tenant_id = NEW.tenant_id AND terms = NEW.terms) OR EXISTS (SELECT 1 FROM price_terms WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'price_terms is append-only'); END;
CREATE TRIGGER provider_statements_no_update BEFORE UPDATE ON provider_statements
BEGIN SELECT RAISE(ABORT, 'provider_statements is append-only'); END;
CREATE TRIGGER provider_statements_no_delete BEFORE DELETE ON provider_statements
BEGIN SELECT RAISE(ABORT, 'provider_statements is append-only'); END;
CREATE TRIGGER provider_statements_no_replace BEFORE INSERT ON provider_statements
WHEN EXISTS (SELECT 1 FROM provider_statements WHERE tenant_id = NEW.tenant_id AND period_start = NEW.period_start AND id = NEW.id) OR EXISTS (SELECT 1 FROM provider_statements WHERE rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'provider_statements is append-only'); END;
COMMIT;
