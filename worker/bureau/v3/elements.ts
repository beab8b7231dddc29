/**
 * The elements of an upload, interface V3.0: what each contains, how often, how long. Only the businesses that this
 * verifier sends. The ministry's own schema may not be committed; where it lies beside the project, the tests ask
 * xmllint for its verdict on the same documents.
 */
import {
  all,
  any,
  checkElement,
  choice,
  long,
  many,
  maybe,
  one,
  sequence,
  text,
  type Item,
  type SchemaFault,
} from '../schema.ts';
import type { XmlElement } from '../xml.ts';

export const version = 'V.3.0';

const id = long(1);
const ip = long(1, 4_294_967_295);

/** The persons' fields; of organisers the name may be left out. */
const person = (name: Item): readonly Item[] => [
  name,
  maybe('Fzr_dhhm', text(11, 128)),
  one('Fzr_sjhm', text(11, 128)),
  one('Fzr_dzyj', text(6, 128)),
  maybe('Msn', text(6, 128)),
  maybe('Qq', text(5, 128)),
  maybe('Fzr_zjlx', long(1, 999)),
  maybe('Fzr_zjhm', text(1, 128)),
];
const organisersPerson = person(maybe('Fzr_xm', text(1, 128)));
const servicesPerson = person(one('Fzr_xm', text(1, 128)));

const address = [
  one('Shengid', long(100_000)),
  one('Shiid', long(100_000)),
  maybe('Xianid', long(100_000)),
  maybe('Xxdz', text(1, 1024)),
];

const document = (lastType: number) =>
  sequence(one('Zjlx', long(1, lastType)), one('Zjhm', text(1, 255)), one('Zjzs', text(1, 1024)));

const placeAndMode = [
  one('Wzfb', sequence(many('Fbdd', long(1, 64), 64))),
  one('Wzjrfs', sequence(many('Jrfs', long(1, 64), 64))),
];
const ips = (...ownIds: readonly Item[]) =>
  many('Ip_xx', all(one('IspIpid', id), ...ownIds, one('Qsip', ip), one('Zzip', ip)));

const names = [
  one('Wzmc', text(1, 512)),
  maybe(
    'Nrlx',
    sequence(
      many('Nrlx_xx', sequence(one('Nrlx_id', long(1, 64)), one('Qzsph', text(1, 512)), many('Spwj', text(1), 10)), 64),
    ),
  ),
  one('Fwnr', sequence(many('Fwnr_id', long(1, 64), 64))),
  one('Yylb', sequence(many('Yylb_id', long(1, 64), 256))),
];

/** A new website. @param urlLength the schema allows longer addresses in XZWZ than in XZBA */
const newService = (urlLength: number) =>
  many(
    'Wz_xx',
    sequence(
      one('IspWzid', id),
      ...names,
      many('Ym_xx', all(one('IspYmid', id), one('Ym', text(4, 128)))),
      many('Jr_xx', sequence(one('IspJrid', id), ...placeAndMode, ips())),
      one('Wz_Fzr', all(...servicesPerson)),
      maybe('Syurl', text(4, urlLength)),
      maybe('Wz_Bz', text(1, 1024)),
    ),
  );

const changedService = many(
  'Wz_xx',
  sequence(
    one('Wzid', id),
    ...names,
    many('Ym_xx', all(one('IspYmid', id), maybe('Ymid', id), one('Ym', text(4, 128)))),
    many('Jr_xx', sequence(one('Jrid', id), ...placeAndMode, ips(maybe('Ipid', id)))),
    one('Wz_Fzr', all(...servicesPerson)),
    one('Baxh', text(1, 128)),
    maybe('Syurl', text(4, 255)),
    maybe('Wz_Bz', any),
  ),
);

const existingOwner = choice(one('Jlid', id), one('Baxh', text(1, 128)));
const attachment = (owner: Item) =>
  sequence(
    one('Fjwjgs', id),
    one('Fjyt', id),
    one('Fjnr', text(1)),
    one('Fjssdx', sequence(one('Ssdxlx', long(1, 10)), owner)),
    maybe('Bz', text(1, 256)),
  );
const attachments = (owner: Item) => many('Fj', sequence(one('Fjxx', attachment(owner))), Infinity, 0);

const password = text(1, 32);

const upload = choice(
  one(
    'ICP',
    all(
      maybe(
        'XZBA',
        sequence(
          many(
            'Baxx',
            sequence(
              one(
                'Zt_xx',
                all(
                  one('IspZtid', id),
                  one('Dwmc', text(1, 255)),
                  maybe('Dwxz', long(1, 999)),
                  maybe('Tzr', text(1, 255)),
                  one('Txdz', all(...address)),
                  one('Zj', document(999)),
                  one('Fzr', sequence(...organisersPerson)),
                  one('Bbfs', long(0, 1)),
                  maybe('Bz', text(1, 1024)),
                ),
              ),
              newService(255),
              attachments(one('Ssdxbs', id)),
            ),
          ),
        ),
      ),
      maybe(
        'XZWZ',
        sequence(
          many(
            'Xzxx',
            sequence(
              one('Zt_xx', choice(one('Ztbah', text(1, 128)), one('Ztid', id))),
              newService(512),
              attachments(one('Ssdxbs', existingOwner)),
              maybe('ICPmm', password),
            ),
          ),
        ),
      ),
      maybe(
        'XZJR',
        sequence(
          many(
            'Xzxx',
            sequence(
              one('Wz_xx', choice(one('Wzbah', text(1, 128)), one('Wzid', id))),
              one('IspJrid', id),
              ...placeAndMode,
              ips(),
              attachments(one('Ssdxbs', existingOwner)),
              one('ICPmm', password),
            ),
          ),
        ),
      ),
      maybe(
        'BGBA',
        sequence(
          many(
            'Bgxx',
            sequence(
              one(
                'Zt_xx',
                all(
                  one('Ztid', id),
                  one('Dwmc', text(1, 255)),
                  one('Baxh', text(1, 128)),
                  maybe('Dwxz', long(1, 999)),
                  maybe('Tzr', text(1, 255)),
                  one('Txdz', sequence(...address)),
                  one('Zj', document(11)),
                  one('Fzr', all(...organisersPerson)),
                  maybe('Bz', text(1, 1024)),
                ),
              ),
              changedService,
              attachments(one('Ssdxbs', existingOwner)),
              maybe('ICPmm', password),
            ),
          ),
        ),
      ),
      maybe(
        'ZXBA',
        sequence(
          many(
            'Zx_xx',
            sequence(
              one('Zxlb', long(0, 2)),
              one('Jlid', id),
              one('Zxly', long(1, 999)),
              maybe('Zxlybz', text(1, 1000)),
              maybe('ICPmm', password),
            ),
          ),
        ),
      ),
      maybe('XZHYD', sequence(many('Fjxx', attachment(one('Ssdxbs', existingOwner))))),
      one('Qqdwid', id),
    ),
  ),
);

/** The highest document type that a change can carry: the schema was not widened there. */
export const lastChangedDocumentType = 11;

/** Everything by which an upload breaks the schema. */
export const checkUpload = (root: XmlElement): SchemaFault[] =>
  root.name === 'UploadData'
    ? checkElement(root, upload, root.name, ['version'])
    : [{ path: root.name, code: 'element-unexpected' }];
