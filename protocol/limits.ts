/** Sizes and lifetimes that are the same for every policy. "Convention" means chosen, not measured. */
export const limits = {
  session: {
    /** How long a session and its token are valid. DESIGN §2: at most 24 h. */
    lifetimeMs: 24 * 3_600_000,
    /** How long the session's data is kept after that. Convention: a week in which the provider can fetch it. */
    retentionMs: 7 * 24 * 3_600_000,
  },

  /** How long an attestation result is valid. Convention: the ministry's review takes up to 20 working days. */
  resultLifetimeMs: 30 * 24 * 3_600_000,

  dpop: {
    /** A server nonce is valid in the period in which it was issued and in the next one. */
    noncePeriodMs: 5 * 60_000,
  },

  /** The largest body of each kind of request. */
  body: {
    jsonBytes: 64 * 1024,
    evidenceBytes: 1024 * 1024,
    /** Packed frames of one window: 9 s at 30 frames a second are 85 KB if nothing can be packed. */
    partBytes: 128 * 1024,
    /** What a widget sends to measure its line. */
    probeBytes: 16 * 1024,
    framesBytes: 4 * 1024 * 1024,
    /** Evidence and frames as one JSON document, with bytes in base64. */
    bundleBytes: 7 * 1024 * 1024,
    /** The most strokes and points, as JSON: 100 × 500 pairs of up to 11 characters. */
    signatureBytes: 640 * 1024,
    /** A failure report with every field set has about 700 bytes. */
    failureReportBytes: 2 * 1024,
    /** A filing record with 500 long domains, and what a form says about it. */
    recordBytes: 256 * 1024,
    /** A filing record with the files of its approvals. */
    filingBytes: 4 * 1024 * 1024,
    /** A document's picture of `case.pictureBytes` in base64, and its fields. */
    documentBytes: 6 * 1024 * 1024,
  },

  case: {
    /** A picture of a document as it is sent. */
    pictureBytes: 4 * 1024 * 1024,
    /** A page of A4 with 200 dots an inch has 3.9 million. While a picture is made anew, a pixel takes about 15 bytes. Convention. */
    picturePixels: 4_000_000,
    /** Sessions of a case that are asked, newest first, what they have gathered. */
    collected: 8,
    /** Cases of one page of the list. */
    listed: 50,
    /** From the last change of an open case to its deletion. Convention: what a filer may take to find papers. */
    openMs: 30 * 24 * 3_600_000,
    /** From the release of its forms to the deletion of a case that is not handed over. Convention. */
    formReadyMs: 180 * 24 * 3_600_000,
    /** From the last change of a case that waits for the ministry. Convention: nine times the 20 working days of its review. */
    handedOverMs: 180 * 24 * 3_600_000,
    /** From the acceptance. Record, form, photo and copies are kept together for inspections; no term is stated. Convention. */
    acceptedMs: 3 * 365 * 24 * 3_600_000,
    /** From a return that nobody corrects. Convention. */
    returnedMs: 180 * 24 * 3_600_000,
    /** The ministry's short message (短信核验). */
    sms: {
      /** How long it can be answered. Providers' help pages: 24 h, and it is sent again at the next noon. */
      validMs: 24 * 3_600_000,
      /** When the provider is reminded, after the bureau has taken the file: twice on the first day, then daily. Convention. */
      remindAfterMs: [12, 20, 44, 68, 92].map((hours) => hours * 3_600_000),
    },
    /**
     * Events in the timeline of a case. None is ever dropped: a case with so many accepts no more changes by people. A filing of
     * 100 services with 100 persons has about 1,000.
     */
    events: 4_000,
    /** Submits and reviews whose idempotency keys a case remembers. Convention. */
    idempotencyKept: 64,
    /** How long a question is asked again that an authority does not answer. Convention: a day of trouble. */
    askedForMs: 24 * 3_600_000,
    /** From a try without an answer to the next one, where the authority does not say; doubled each time, up to the last. */
    askAgainMs: 60_000,
    askAgainMostMs: 3_600_000,
    /** How long a case asks one question after another before it begins a new wake. Less than the 15 minutes of an alarm. */
    comparesMs: 10 * 60_000,
    /** How long the forms of an approval may be under way before they are made again: this, and so long for each form. Convention. */
    formsMs: 20_000,
    formMs: 10_000,
  },

  /** What one isolate takes on at once: the work of its heaviest requests, and the bytes of their bodies. Convention. */
  load: {
    /** Appraisals of people. All of them take less than the policy's `appraisalMs`. */
    person: {
      places: { perTenant: 4, all: 12 },
      bytes: { perTenant: 8 * 1024 * 1024, all: 16 * 1024 * 1024 },
      /** Bodies of one session at once: what is sent now, and what is sent again while a broken one is not yet given up. */
      bodiesPerSession: 3,
    },
    /** Approvals that are checked: each lays out its forms, and draws none. */
    review: { places: { perTenant: 4, all: 12 } },
    /** Verification forms that are drawn. Convention: a form keeps up to 40 MB while it is made. */
    form: {
      places: { perTenant: 2, all: 2 },
      /** How long the work on a case waits for a place; then it wakes again. Convention: some forms. */
      waitMs: 10_000,
    },
    /** Replays by assessors. */
    replay: {
      places: { perTenant: 2, all: 4 },
      bytes: { perTenant: 7 * 1024 * 1024, all: 14 * 1024 * 1024 },
    },
    /** How long other requests get between two pictures; longer while a person's request is under way. Measured in workerd. */
    rest: { leastMs: 20, mostMs: 250 },
    /**
     * The longest time that is given back to a request because the verifier was busy when it arrived. Convention: several
     * pictures on a slow machine.
     */
    mostCreditMs: 2_000,
    /** How soon a refused caller may try again. */
    retryAfterMs: 2_000,
  },

  /** How slow the upload of a body may be. */
  upload: {
    /** In each interval this rate is reached, or the upload is given up. DESIGN §9: the slowest network is 3G. */
    leastBitsPerS: 40_000,
    intervalMs: 5_000,
    /** However fast it is. Evidence whose trace has ended in time may come so long after that. */
    mostMs: 60_000,
    /** After a broken upload, or one that a busy verifier refused, the person has at least this time to try again. Convention. */
    againMs: 5_000,
    /** From the draw of the frames to the end of the last upload that may begin, however often it breaks. Convention. */
    lastMs: 180_000,
  },

  /** Failure reports of one session: the first `kept` are stored, and up to `taken` are accepted and counted. Convention. */
  failureReports: {
    /** From the key that the session is bound to. */
    holder: { kept: 10, taken: 100 },
    /** From all other keys together, because everyone with the token may send some. */
    others: { kept: 2, taken: 20 },
  },

  /** What is counted about a person, across sessions and cases. */
  person: {
    /** How long a failure counts. DESIGN §4: "three a day". */
    keptMs: 24 * 3_600_000,
    /** Attempts of the live check that failed. Convention: two sessions' worth. */
    attempts: { perDay: 20 },
    /** Comparisons that did not confirm the person: each tells a little about somebody. DESIGN §4. */
    comparisons: { perDay: 3 },
  },

  bureau: {
    /** Bytes of XML in one upload, unless the account's configuration says otherwise: while one is made, an isolate keeps about six copies. */
    fileBytes: 10_000_000,
    /** The most that the configuration may say: pictures in base64 are compressed to three quarters, so that the ZIP is below `zipBytes`. */
    fileBytesMost: 16_000_000,
    /** The longest answer of the bureau that is read: the last upload comes back in base64. */
    answerBytes: 20_000_000,
    /** The largest ZIP that is sent: it comes back within `answerBytes`, in base64 with an escaped line break after every 64 characters. */
    zipBytes: 12_500_000,
    /** The most XML that is unpacked from a download. Convention: what an isolate can hold beside its own copies. */
    downloadBytes: 20_000_000,
    /** How long what was sent and received is kept. The ministry asks for 3 months. */
    keptMs: 100 * 24 * 3_600_000,
    /** From a try that the bureau did not take to the next one; doubled each time, up to the last. Convention. */
    againMs: 5_000,
    againMostMs: 30 * 60_000,
    /** Tries without success after which the cases are told. Convention. */
    troubleAfter: 3,
    /** Tries with a reply that says the bytes came damaged, after which an operator has to look. Convention. */
    damagedMost: 3,
    /** From a record that cannot be written to its next try. Convention: what an operator takes to mend something. */
    setAsideMs: 10 * 60_000,
    /** How long a provider's question for a status waits for each of the bureau's answers. Convention: as long as a caller waits. */
    statusMs: 20_000,
    /** When such a question may be asked again, if waiting helps. Convention. */
    statusAgainMs: 60_000,
    /** Downloads and files of one run of the job, so that it ends. */
    downloadsPerRun: 50,
    filesPerRun: 20,
    /** Tellings that are read at once. */
    tellingsPerRead: 64,
    /** Files, and what belongs to no case, in the account's overview, newest first. */
    listed: 100,
  },

  /** Events, and the webhooks that tell of them. */
  delivery: {
    /** How long an event can be read and sent again. Convention: a quarter, the time in which somebody looks for what was missed. */
    keptMs: 90 * 24 * 3_600_000,
    /** Events or deliveries of one page. Convention. */
    page: { most: 500, usual: 100 },
    /** Webhook endpoints of a tenant. Convention. */
    endpoints: 10,
    urlCharacters: 2_048,
    /** How long one try may take, to the status of its answer. Standard Webhooks: 15 to 30 s. */
    timeoutMs: 15_000,
    /** How long a delivery is left to who sends it. Convention: longer than a try and what is stored around it. */
    leaseMs: 60_000,
    /** Tries at once, of all endpoints and of one. Cloudflare waits for six answers at once in one invocation. */
    atOnce: { all: 6, perEndpoint: 3 },
    /** Tries of one run of the job; the feed's alarm begins the next run. Convention: a run ends within minutes. */
    perRun: 200,
    /** From the first try of a delivery to the end of its tries. Convention: a long weekend. */
    triedForMs: 3 * 24 * 3_600_000,
    /** An endpoint that failed so often in a row is tried with one delivery at a time, after a pause. Convention. */
    pause: { afterFailures: 3, leastMs: 10_000, mostMs: 5 * 60_000 },
    /** How long the previous secret still signs after a new one was made. */
    secretOverlapMs: 24 * 3_600_000,
    /** Events that one replay may name. Convention. */
    replayed: 1_000,
    /** From a run that sent nothing, though something is due, to the next one. Convention. */
    againMs: 60_000,
  },

  /** Entries of a filing record. Convention: twice what the largest filings have; the ministry's schema sets no limit. */
  filing: {
    services: 100,
    domains: 1_000,
    access: 64,
    ips: 256,
    platforms: 32,
    /** The ministry's own: Nrlx_xx, Fwnr_id, Yylb_id. */
    approvals: 64,
    contents: 64,
    languages: 256,
    /** Characters of a record, or of a list of records, as JSON text. The ministry takes 50 MB a file. */
    jsonCharacters: 50 * 1024 * 1024,
    /** Records and bytes of one upload: "最大不超过50M，且每次记录数不超过1000条", with the smaller meaning of M. */
    uploadRecords: 1_000,
    uploadBytes: 50_000_000,
    /** Most findings in one answer. Nobody reads more. */
    findings: 1_000,
  },
} as const;
